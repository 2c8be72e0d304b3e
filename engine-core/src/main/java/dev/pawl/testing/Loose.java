package dev.pawl.testing;

import dev.pawl.event.FlowEnded;
import dev.pawl.event.FlowJoined;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunEnded;
import dev.pawl.event.StepFinished;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which branches and items did not come to an end of their own making, so that how far they came depends on who was faster: those that
 * lose a join in any case, and those that were at work beside one that has failed the join, or has failed or stopped the run. Immutable.
 */
final class Loose {
    private final Flows flows;

    /** The containers that were left in the middle, and the flows in them that decided it. */
    private final Map<String, Set<String>> deciding = new HashMap<>();

    /** @param logs of the runs that are compared; what is loose in one is loose in all */
    Loose(Flows flows, List<List<ProgressEvent>> logs) {
        this.flows = flows;
        logs.forEach(this::read);
    }

    private void read(List<ProgressEvent> events) {
        Map<String, Set<String>> found = new HashMap<>();
        Set<String> joined = new HashSet<>();
        List<FlowEnded> failed = new ArrayList<>();
        for (ProgressEvent event : events) {
            if (event instanceof FlowJoined e) {
                joined.add(e.path());
            } else if (event instanceof FlowEnded e && e.outcome() == FlowEnded.Outcome.FAILED) {
                failed.add(e);
                decidedOnTheWay(e.path(), e.failedAt(), found);
            } else if (event instanceof StepFinished e && e.outcome() == StepFinished.Outcome.STOPPED) {
                decidedOnTheWay("", e.path(), found);
            } else if (event instanceof RunEnded e) {
                decidedOnTheWay("", e.path(), found);
            }
        }
        Set<String> known = Set.copyOf(found.keySet());
        for (FlowEnded e : failed) {
            List<Flows.Flow> around = flows.around(e.path());
            if (around.isEmpty() || !around.get(around.size() - 1).path().equals(e.path())) {
                continue; // a pipeline inside, which is no flow of its own
            }
            Flows.Flow own = around.get(around.size() - 1);
            if (!joined.contains(own.container()) && !known.contains(own.container())) {
                decided(own, found);
            }
        }
        found.forEach((container, by) ->
                deciding.computeIfAbsent(container, c -> new HashSet<>()).addAll(by));
    }

    /** Everything between the flow and what has ended it was left. */
    private void decidedOnTheWay(String flow, String path, Map<String, Set<String>> found) {
        for (Flows.Flow inside : flows.around(path)) {
            if (flow.isEmpty() || Flows.isIn(flow, inside.path())) {
                decided(inside, found);
            }
        }
    }

    private static void decided(Flows.Flow flow, Map<String, Set<String>> found) {
        if (flow.concurrent()) {
            found.computeIfAbsent(flow.container(), c -> new HashSet<>()).add(flow.path());
        }
    }

    boolean isLoose(String path) {
        return flows.around(path).stream()
                .anyMatch(flow -> flow.loses()
                        || deciding.containsKey(flow.container())
                                && !deciding.get(flow.container()).contains(flow.path()));
    }
}
