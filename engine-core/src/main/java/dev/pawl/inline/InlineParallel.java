package dev.pawl.inline;

import dev.pawl.event.FlowEnded.Outcome;
import dev.pawl.event.FlowJoined;
import dev.pawl.pipeline.Branch;
import dev.pawl.pipeline.Paths;
import dev.pawl.walk.BoundNode;
import dev.pawl.walk.Failure;
import dev.pawl.walk.Joining;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The branches of a parallel, one after another in their order, each in a scope of its own. When it is decided, no further one begins:
 * it ends cancelled. Confined to one parallel of a run.
 */
final class InlineParallel {
    private final InlineRun run;
    private final BoundNode.Parallel parallel;
    private final String path;
    private final InlineContext scope;
    private final Map<String, InlineContext> winners = new LinkedHashMap<>();
    private int failed;

    InlineParallel(InlineRun run, BoundNode.Parallel parallel, String path, InlineContext scope) {
        this.run = run;
        this.parallel = parallel;
        this.path = path;
        this.scope = scope;
    }

    InlineEnd carry() {
        List<Branch> branches = parallel.node().branches();
        InlineEnd end = null;
        int next = 0;
        while (end == null && !Joining.isWon(parallel.node(), winners.size())) {
            end = carry(branches.get(next).id(), parallel.branches().get(next));
            next++;
        }
        for (Branch other : branches.subList(next, branches.size())) {
            ended(other.id(), Outcome.CANCELLED, null);
        }
        return end == null ? join() : end;
    }

    /** The end of the parallel when this branch decides it, but for winning it. */
    private InlineEnd carry(String branch, BoundNode[] nodes) {
        InlineContext inside = scope.inside();
        int mark = run.mark();
        InlineEnd end = run.walk(nodes, Paths.join(path, branch), inside);
        if (end == null) {
            winners.put(branch, inside);
            ended(branch, Outcome.DONE, null);
            return null;
        }
        if (end.is(InlineEnd.Kind.STOPPED)) {
            return end;
        }
        run.undo(mark);
        if (end.is(InlineEnd.Kind.EXPIRED)) {
            ended(branch, Outcome.CANCELLED, null);
            return end;
        }
        ended(branch, Outcome.FAILED, end);
        failed++;
        return Joining.isLost(parallel.node(), failed) ? end : null;
    }

    private InlineEnd join() {
        List<String> names = List.copyOf(winners.keySet());
        Optional<Failure> conflict =
                Joining.conflict(names, winner -> winners.get(winner).names());
        if (conflict.isPresent()) {
            return InlineNodes.unable(run, path, conflict.get(), null);
        }
        if (run.isHeard()) {
            int all = parallel.branches().size();
            run.tell(new FlowJoined(run.info(), 0, 0, run.moment(), path, names, names.size(), all));
        }
        winners.values().forEach(scope::takeIn);
        return null;
    }

    private void ended(String branch, Outcome outcome, InlineEnd why) {
        InlineNodes.flowEnded(run, Paths.join(path, branch), outcome, why);
    }
}
