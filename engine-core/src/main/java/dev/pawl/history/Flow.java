package dev.pawl.history;

import dev.pawl.pipeline.Paths;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is known of one sequence of nodes: which are finished, and how far the others are. Confined to one run. */
public final class Flow {
    private static final NodeMemory NOTHING = new NodeMemory();

    public final Set<String> finished = new HashSet<>();
    public final Map<String, NodeMemory> nodes = new HashMap<>();

    public boolean isFinished(String id) {
        return finished.contains(id);
    }

    /** To read; a node of which nothing is known looks like a new one. */
    public NodeMemory look(String id) {
        return nodes.isEmpty() ? NOTHING : nodes.getOrDefault(id, NOTHING);
    }

    /** To change. */
    NodeMemory of(String id) {
        return nodes.computeIfAbsent(id, i -> new NodeMemory());
    }

    /** About how many bytes a snapshot needs for it. */
    long bytes() {
        long notes = 0;
        for (NodeMemory node : nodes.values()) {
            notes += node.note == null ? 0 : node.note.length();
        }
        return 20L * finished.size() + 60L * nodes.size() + notes;
    }

    boolean isEmpty() {
        return finished.isEmpty() && nodes.values().stream().allMatch(NodeMemory::isNew);
    }

    boolean isSame(Flow o) {
        return finished.equals(o.finished)
                && nodes.entrySet().stream().allMatch(e -> e.getValue().isSame(o.look(e.getKey())))
                && o.nodes.entrySet().stream().allMatch(e -> e.getValue().isSame(look(e.getKey())));
    }

    void begun(String path, List<String> found) {
        nodes.forEach((id, node) -> {
            if (node.begun) {
                found.add(Paths.join(path, id));
            }
        });
    }

    void finish(String id) {
        finished.add(id);
        if (!nodes.isEmpty()) {
            nodes.remove(id);
        }
    }
}
