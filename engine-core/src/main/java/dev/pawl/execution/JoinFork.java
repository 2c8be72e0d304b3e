package dev.pawl.execution;

import dev.pawl.event.FlowEnded;
import dev.pawl.event.FlowEnded.Outcome;
import dev.pawl.pipeline.Branch;
import dev.pawl.pipeline.Paths;
import dev.pawl.walk.BoundNode;
import dev.pawl.walk.Failure;
import dev.pawl.walk.Joining;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The branches of a parallel. Used under the run's lock. Confined to one run. */
final class JoinFork extends Fork {
    private final BoundNode.Parallel node;
    private boolean isSentOff;

    JoinFork(Strand parent, Level at, String path, BoundNode.Parallel node) {
        super(parent, at, path);
        this.node = node;
        branches().forEach(branch -> count(end(branch)));
    }

    private List<Branch> branches() {
        return node.node().branches();
    }

    private FlowEnded end(Branch branch) {
        return run.memory.flow(path).look(branch.id()).end;
    }

    private int failuresThatLose() {
        return branches().size() - node.node().join().needed(branches().size()) + 1;
    }

    @Override
    void sendOff() {
        if (isSentOff) {
            return;
        }
        isSentOff = true;
        for (int i = 0; i < branches().size(); i++) {
            Branch branch = branches().get(i);
            if (end(branch) == null) {
                child(Level.bottom(
                        Level.Kind.BRANCH,
                        Paths.join(path, branch.id()),
                        node.branches().get(i),
                        run.memory));
            }
        }
    }

    @Override
    boolean isDecided() {
        return Joining.isWon(node.node(), done) || Joining.isLost(node.node(), failed);
    }

    @Override
    Object collected(Strand child) {
        return null;
    }

    @Override
    void join() {
        if (!Joining.isWon(node.node(), done)) {
            List<FlowEnded> ends = new ArrayList<>();
            branches().forEach(branch -> {
                if (end(branch) != null) {
                    ends.add(end(branch));
                }
            });
            lose(ends, failuresThatLose());
            return;
        }
        List<String> winners = branches().stream()
                .filter(branch -> end(branch) != null && end(branch).outcome() == Outcome.DONE)
                .map(Branch::id)
                .toList();
        Optional<Failure> conflict = Joining.conflict(
                winners, winner -> run.memory.scope(Paths.join(path, winner)).own());
        if (conflict.isEmpty()) {
            run.flows.joined(path, winners, branches().size(), at.scope);
            at.next++;
        } else {
            run.recorder.failed(path, conflict.get());
            at.fail(path, conflict.get().sentence(), null);
        }
    }
}
