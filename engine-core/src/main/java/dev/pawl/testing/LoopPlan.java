package dev.pawl.testing;

import dev.pawl.api.Key;
import dev.pawl.pipeline.Condition;
import dev.pawl.pipeline.Sequence;
import java.util.List;

/**
 * A generated loop, which asks how often the step in it that counts has counted. Immutable.
 *
 * @param until whether it asks after each round
 * @param inline whether it asks in Java code
 * @param rounds how many rounds it wants
 * @param atMost how many it may have; it fails when these are fewer
 */
record LoopPlan(int number, boolean until, boolean inline, int rounds, int atMost, List<NodePlan> nodes)
        implements NodePlan {

    static WorkValues.Slot<Integer> turns(int number) {
        return WorkValues.numbered("turns", number);
    }

    @Override
    public String id() {
        return "loop" + number;
    }

    @Override
    public List<NodePlan> inside() {
        return nodes;
    }

    @Override
    public List<WorkValues.Slot<?>> slots() {
        return List.of(turns(number));
    }

    @Override
    public void addTo(Sequence<?> sequence, WorkLog log) {
        if (until) {
            sequence.loopUntil(id(), isEnough(), atMost, body -> NodePlan.addAll(nodes, body, log));
        } else {
            Condition goesOn = Condition.not(isEnough());
            sequence.loopWhile(id(), goesOn, atMost, body -> NodePlan.addAll(nodes, body, log));
        }
    }

    private Condition isEnough() {
        Key<Integer> turns = turns(number).key();
        return inline
                ? Condition.inline(values -> values.find(turns).orElse(0) >= rounds)
                : Condition.exists(turns.name()).and(Condition.atLeast(turns.name(), rounds));
    }
}
