package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

/**
 * A node with its place in a pipeline. Immutable.
 *
 * @param path the ids from the outside in, without indexes
 * @param depth how many containers are around it
 */
public record Place(String path, Node node, int depth) {
    public Place {
        requireNonNull(path, "path");
        requireNonNull(node, "node");
    }
}
