package dev.pawl.testing;

import dev.pawl.api.Key;
import dev.pawl.pipeline.Sequence;
import java.util.List;
import java.util.stream.Stream;

/** A generated node, which can be added to a pipeline any number of times. Its id is that of no other one. Immutable. */
interface NodePlan {
    String id();

    /** Adds the node; what its bodies do goes to the log. */
    void addTo(Sequence<?> sequence, WorkLog log);

    /** The nodes in it, of all its blocks. */
    default List<NodePlan> inside() {
        return List.of();
    }

    /** What the run has to start with because of it. */
    default List<Key.Value<?>> inputs() {
        return List.of();
    }

    /** The keys that are its own. */
    default List<WorkValues.Slot<?>> slots() {
        return List.of();
    }

    /** It and all that is in it. */
    default Stream<NodePlan> all() {
        return Stream.concat(Stream.of(this), inside().stream().flatMap(NodePlan::all));
    }

    /** How many containers lie in each other here. */
    default int depth() {
        return inside().stream().mapToInt(node -> node.depth() + 1).max().orElse(0);
    }

    /** Adds nodes one after another. */
    static void addAll(List<NodePlan> nodes, Sequence<?> sequence, WorkLog log) {
        nodes.forEach(node -> node.addTo(sequence, log));
    }
}
