package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The cases of a branch, asked in the order given. Confined to the call that hands it out. */
public final class Cases {
    private final Draft draft;
    private final String path;
    private final int depth;
    private final List<Case> list = new ArrayList<>();
    private Optional<List<Node>> otherwise = Optional.empty();

    Cases(Draft draft, String path, int depth) {
        this.draft = draft;
        this.path = path;
        this.depth = depth;
    }

    /** What to do when this condition holds and none before it; the id is part of the paths inside. */
    public Cases when(String id, Condition condition, Consumer<Body> content) {
        requireNonNull(condition, "condition");
        String at = Paths.join(path, Names.isId(requireNonNull(id, "id")) ? id : Names.show(id));
        List<Node> nodes = Body.of(draft, at, depth, content);
        draft.collect(at, list, () -> new Case(id, condition, nodes));
        return this;
    }

    /** The same with Java code as the condition. */
    public Cases when(String id, Predicate<? super Values> condition, Consumer<Body> content) {
        return when(id, Condition.inline(condition), content);
    }

    /** What to do when no condition holds. */
    public Cases otherwise(Consumer<Body> content) {
        String at = Paths.join(path, Case.OTHERWISE);
        if (otherwise.isPresent()) {
            draft.problem(at, "stands twice: join the two");
        }
        otherwise = Optional.of(Body.of(draft, at, depth, content));
        return this;
    }

    List<Case> list() {
        return list;
    }

    Optional<List<Node>> otherwise() {
        return otherwise;
    }
}
