package dev.pawl.report;

import java.util.List;

/** What a node that holds others is like, from what is inside, where its own events do not say it. Stateless. */
final class Aggregate {
    private Aggregate() {}

    /** In milliseconds since 1970; 0 where there is none. */
    record Times(long started, long ended) {}

    /**
     * The state of a node that has others inside.
     *
     * @param isDecided whether it is a branch that has taken its way
     * @param isOver whether what is around it is over
     */
    static NodeState state(NodeState own, NodeStory told, List<NodeReport> inside, boolean isDecided, boolean isOver) {
        // Only a branch has no event at its end: it is done with the last node of the way that it took.
        if (isDecided && inside.stream().allMatch(Aggregate::isPassed)) {
            return inside.stream().anyMatch(node -> node.state() == NodeState.KEPT) && !told.hasBegun()
                    ? NodeState.KEPT
                    : NodeState.DONE;
        }
        if (own != NodeState.PENDING && own != NodeState.RUNNING && own != NodeState.CANCELLED) {
            return own;
        }
        boolean hasBegun = told.hasBegun()
                || inside.stream().anyMatch(node -> node.started().isPresent());
        if (!hasBegun) {
            return own;
        }
        if (inside.stream().anyMatch(node -> node.state().isOpen())) {
            return inside.stream().allMatch(node -> node.state() != NodeState.RUNNING)
                            && inside.stream().anyMatch(node -> node.state() == NodeState.WAITING)
                    ? NodeState.WAITING
                    : NodeState.RUNNING;
        }
        boolean hasFailed = inside.stream().anyMatch(node -> node.state() == NodeState.FAILED);
        return !isOver ? NodeState.RUNNING : hasFailed ? NodeState.FAILED : NodeState.CANCELLED;
    }

    /** What was undone later had come to its end before. */
    private static boolean isPassed(NodeReport node) {
        NodeState state = node.state();
        return state.isCompleted()
                || state == NodeState.PASSED_OVER
                || state == NodeState.UNDONE
                || state == NodeState.NOT_UNDONE
                || node.kind().equals(NodeReport.UNDO);
    }

    static Times times(NodeStory told, List<NodeReport> inside, NodeState state) {
        long started = told.started;
        long ended = told.ended;
        for (NodeReport node : inside) {
            long began = node.started().map(java.time.Instant::toEpochMilli).orElse(0L);
            started = started == 0 || began > 0 && began < started ? began : started;
            if (told.ended == 0 && !state.isOpen() && !node.kind().equals(NodeReport.UNDO)) {
                ended = Math.max(
                        ended, node.ended().map(java.time.Instant::toEpochMilli).orElse(0L));
            }
        }
        return new Times(started, ended);
    }
}
