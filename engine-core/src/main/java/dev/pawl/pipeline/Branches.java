package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The branches of a parallel. Confined to the call that hands it out. */
public final class Branches {
    private final Draft draft;
    private final String path;
    private final int depth;
    private final List<Branch> list = new ArrayList<>();

    Branches(Draft draft, String path, int depth) {
        this.draft = draft;
        this.path = path;
        this.depth = depth;
    }

    /** One branch; its id is part of the paths inside it. */
    public Branches branch(String id, Consumer<Body> content) {
        String at = Paths.join(path, Names.isId(requireNonNull(id, "id")) ? id : Names.show(id));
        List<Node> nodes = Body.of(draft, at, depth, content);
        draft.collect(at, list, () -> new Branch(id, nodes));
        return this;
    }

    List<Branch> list() {
        return list;
    }
}
