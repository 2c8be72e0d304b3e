package dev.pawl.report;

import java.util.List;

/**
 * How many of the steps of a run are done. Immutable.
 *
 * @param completed the paths of those whose work is done and stands
 * @param all how many there are, without those that were passed over; items that have not been counted stand for one
 */
public record Steps(List<String> completed, int all) {
    public Steps {
        completed = List.copyOf(completed);
    }

    static Steps of(List<NodeReport> nodes) {
        List<NodeReport> steps = nodes.stream()
                .filter(NodeReport::isStep)
                .filter(node -> node.state() != NodeState.PASSED_OVER)
                .toList();
        return new Steps(
                steps.stream()
                        .filter(node -> node.state().isCompleted())
                        .map(NodeReport::path)
                        .toList(),
                steps.size());
    }

    @Override
    public String toString() {
        return completed.size() + " of " + all + (all == 1 ? " step" : " steps");
    }
}
