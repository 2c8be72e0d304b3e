package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/** One of the ways that a {@link BranchNode} may go; its id is part of the paths of its nodes. Immutable. */
public record Case(String id, Condition when, List<Node> nodes) {
    /** The way that is gone when no condition holds; no case can have this id. */
    public static final String OTHERWISE = "otherwise";

    public Case {
        Names.checkId(id);
        Conditions.checked(requireNonNull(when, "when"));
        nodes = List.copyOf(nodes);
        if (id.equals(OTHERWISE)) {
            throw new IllegalArgumentException(
                    "case id 'otherwise' is kept for the way without a condition: use another");
        }
    }

    Map<String, Object> shape() {
        return Shape.of("id", id)
                .and("when", when.shape())
                .nodes("steps", nodes)
                .map();
    }
}
