package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Nodes that run one after another inside a container.
 *
 * @param segment what stands between the container's path and theirs; empty where the container has one block only
 */
public record Block(String segment, List<Node> nodes) {
    public Block {
        requireNonNull(segment, "segment");
        nodes = List.copyOf(nodes);
    }

    /** The only block of its container. */
    static List<Block> only(List<? extends Node> nodes) {
        return List.of(new Block("", List.copyOf(nodes)));
    }
}
