package dev.pawl.execution;

import dev.pawl.history.RecordedValues;
import dev.pawl.history.RunMemory;
import dev.pawl.pipeline.LoopNode.Mode;
import dev.pawl.pipeline.Paths;
import dev.pawl.walk.BoundNode.Branch;
import dev.pawl.walk.BoundNode.ForEach;
import dev.pawl.walk.BoundNode.Loop;
import dev.pawl.walk.BoundNode.Parallel;
import dev.pawl.walk.Choice;
import dev.pawl.walk.Failure;
import dev.pawl.walk.Unable;
import java.util.List;
import java.util.Optional;

/** Carries the nodes of a run that hold others. Used under the run's lock. Confined to one run. */
final class Flows {
    private final RecordedRun run;
    private final RunMemory memory;

    Flows(RecordedRun run) {
        this.run = run;
        this.memory = run.memory;
    }

    Task parallel(Strand strand, Level at, Parallel node) {
        return new JoinFork(strand, at, at.pathOf(node), node).begin();
    }

    Task forEach(Strand strand, Level at, ForEach node) {
        String path = at.pathOf(node);
        Optional<Object> found;
        try {
            found = new Data(at.scope, run.encoding).apply(node.node().items());
        } catch (RuntimeException e) {
            return fail(at, path, Failure.of(e));
        }
        if (found.isEmpty() || !(found.get() instanceof List<?> items)) {
            return fail(at, path, Unable.noList(node.node().items(), found));
        }
        if (memory.look(path).items < 0) {
            run.flows.itemsCounted(path, items.size());
        }
        return new ItemsFork(strand, at, path, node, items).begin();
    }

    Task branch(Strand strand, Level at, Branch node) {
        String path = at.pathOf(node);
        String choice = memory.look(path).choice;
        if (choice == null) {
            return new Question<>(
                            () -> choose(at, node),
                            chosen -> run.flows.branchTaken(path, chosen),
                            thrown -> fail(at, path, Failure.of(thrown)))
                    .orNow(node.hasCode());
        }
        if (choice.isEmpty()) {
            at.next++;
        } else {
            strand.level = at.inside(Level.Kind.CASE, Paths.join(path, choice), node.inside(choice), memory);
        }
        return Strand.GO_ON;
    }

    private String choose(Level at, Branch node) {
        Data data = new Data(at.scope, run.encoding);
        RecordedValues values = RecordedValues.ofAttempt(at.scope, run.encoding);
        return Choice.of(node.node(), condition -> condition.test(data, values));
    }

    Task loop(Strand strand, Level at, Loop node) {
        String path = at.pathOf(node);
        int round = memory.look(path).round;
        if (round >= 0) {
            strand.level = at.inside(Level.Kind.ROUND, Paths.item(path, round), node.body(), memory);
            return Strand.GO_ON;
        }
        if (node.node().mode() == Mode.WHILE) {
            return ask(at, node, path, 0);
        }
        run.flows.loopTurned(path, 0, true);
        return Strand.GO_ON;
    }

    /** A round has come to its end. */
    Task roundOver(Strand strand) {
        Level at = strand.level.outer;
        strand.level = at;
        Loop node = (Loop) at.node();
        String path = at.pathOf(node);
        return ask(at, node, path, memory.look(path).round + 1);
    }

    private Task ask(Level at, Loop node, String path, int next) {
        return new Question<>(
                        () -> node.node()
                                .condition()
                                .test(
                                        new Data(at.scope, run.encoding),
                                        RecordedValues.ofAttempt(at.scope, run.encoding)),
                        holds ->
                                turn(at, node, path, next, holds == (node.node().mode() == Mode.WHILE)),
                        thrown -> fail(at, path, Failure.of(thrown)))
                .orNow(node.hasCode());
    }

    private void turn(Level at, Loop node, String path, int next, boolean goesOn) {
        if (goesOn && next == node.node().atMost()) {
            fail(at, path, Unable.tooManyRounds(next));
        } else {
            run.flows.loopTurned(path, next, goesOn);
        }
    }

    private Task fail(Level at, String path, Failure failure) {
        run.recorder.failed(path, failure);
        at.fail(path, failure.sentence(), null);
        return Strand.GO_ON;
    }
}
