package dev.pawl.inline;

import dev.pawl.pipeline.Paths;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The data of the nodes of one scope, found by their paths and, the newest, by their ids. Confined to one run. */
final class InlineResults {
    private final Map<String, Object> byPath = new HashMap<>();
    private Map<String, String> newest = Map.of();

    void keep(String node, Object data) {
        byPath.put(node, data);
        int slash = node.lastIndexOf('/');
        if (slash < 0) {
            if (!newest.isEmpty()) {
                newest.remove(node);
            }
            return;
        }
        if (newest.isEmpty()) {
            newest = new HashMap<>();
        }
        String before = newest.put(node.substring(slash + 1), node);
        if (before != null && !before.equals(node) && Paths.inPipeline(before).equals(Paths.inPipeline(node))) {
            byPath.remove(before); // the round of a loop before this one
        }
    }

    /** The data of the newest node with this id, or of the one at this path; null when there is none. */
    Object look(String node) {
        String path = newest.get(node);
        return byPath.get(path == null ? node : path);
    }

    /** What is the newest of its id there is the newest here. */
    void takeIn(InlineResults inside) {
        inside.byPath.forEach((node, data) -> {
            if (!node.equals(inside.newest.get(node.substring(node.lastIndexOf('/') + 1)))) {
                keep(node, data);
            }
        });
        inside.newest.values().forEach(node -> keep(node, inside.byPath.get(node)));
    }

    Set<String> paths() {
        return byPath.keySet();
    }
}
