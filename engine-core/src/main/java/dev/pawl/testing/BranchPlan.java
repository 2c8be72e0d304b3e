package dev.pawl.testing;

import dev.pawl.pipeline.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A generated branch. Immutable. */
record BranchPlan(int number, List<Way> ways, Optional<List<NodePlan>> otherwise) implements NodePlan {
    /** A case. */
    record Way(Question question, List<NodePlan> nodes) {}

    @Override
    public String id() {
        return "way" + number;
    }

    @Override
    public List<NodePlan> inside() {
        List<NodePlan> all = new ArrayList<>();
        ways.forEach(way -> all.addAll(way.nodes()));
        otherwise.ifPresent(all::addAll);
        return all;
    }

    @Override
    public void addTo(Sequence<?> sequence, WorkLog log) {
        sequence.branch(id(), cases -> {
            for (int i = 0; i < ways.size(); i++) {
                Way way = ways.get(i);
                cases.when("c" + i, way.question().condition(), body -> NodePlan.addAll(way.nodes(), body, log));
            }
            otherwise.ifPresent(nodes -> cases.otherwise(body -> NodePlan.addAll(nodes, body, log)));
        });
    }
}
