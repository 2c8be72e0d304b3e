package dev.pawl.testing;

import dev.pawl.pipeline.Join;
import dev.pawl.pipeline.Sequence;
import java.util.List;
import java.util.Set;

/**
 * A generated parallel. Exactly as many branches as its join needs can succeed. Immutable.
 *
 * @param losers the ids of the branches that never succeed
 */
record ParallelPlan(int number, Join join, List<List<NodePlan>> branches, Set<String> losers) implements NodePlan {
    static String branch(int index) {
        return "b" + index;
    }

    @Override
    public String id() {
        return "par" + number;
    }

    @Override
    public List<NodePlan> inside() {
        return branches.stream().flatMap(List::stream).toList();
    }

    @Override
    public void addTo(Sequence<?> sequence, WorkLog log) {
        sequence.parallel(id(), join, to -> {
            for (int i = 0; i < branches.size(); i++) {
                List<NodePlan> nodes = branches.get(i);
                to.branch(branch(i), body -> NodePlan.addAll(nodes, body, log));
            }
        });
    }
}
