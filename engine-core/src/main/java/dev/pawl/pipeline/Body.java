package dev.pawl.pipeline;

import java.util.List;
import java.util.function.Consumer;

/** The nodes inside a branch, a case or a loop. Confined to the call that hands it out. */
public final class Body extends Sequence<Body> {
    private Body(Draft draft, String path, int depth) {
        super(draft, path, depth);
    }

    static List<Node> of(Draft draft, String path, int depth, Consumer<Body> content) {
        Body body = new Body(draft, path, depth);
        content.accept(body);
        return body.list();
    }

    @Override
    Body self() {
        return this;
    }
}
