package dev.pawl.pipeline;

import java.util.List;
import java.util.Map;

/**
 * One of the lists of nodes that a {@link ParallelNode} runs at the same time; its id is part of their paths.
 * Immutable.
 */
public record Branch(String id, List<Node> nodes) {
    public Branch {
        Names.checkId(id);
        nodes = List.copyOf(nodes);
    }

    Map<String, Object> shape() {
        return Shape.of("id", id).nodes("steps", nodes).map();
    }
}
