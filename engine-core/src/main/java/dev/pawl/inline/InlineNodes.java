package dev.pawl.inline;

import dev.pawl.event.BranchTaken;
import dev.pawl.event.FlowEnded;
import dev.pawl.event.LoopTurned;
import dev.pawl.event.SubStarted;
import dev.pawl.pipeline.InputSpec;
import dev.pawl.pipeline.LoopNode.Mode;
import dev.pawl.pipeline.Paths;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.walk.BoundNode;
import dev.pawl.walk.BoundPipeline;
import dev.pawl.walk.Choice;
import dev.pawl.walk.Failure;
import dev.pawl.walk.Unable;
import java.util.Optional;

/** Carries the nodes that are no steps: here those that share the scope around them. Stateless. */
final class InlineNodes {
    private InlineNodes() {}

    static InlineEnd carry(InlineRun run, BoundNode node, String path, InlineContext scope) {
        if (node instanceof BoundNode.Branch branch) {
            return branch(run, branch, path, scope);
        } else if (node instanceof BoundNode.Loop loop) {
            return loop(run, loop, path, scope);
        } else if (node instanceof BoundNode.Sub sub) {
            return sub(run, sub, path, scope);
        } else if (node instanceof BoundNode.Parallel parallel) {
            return new InlineParallel(run, parallel, path, scope).carry();
        } else if (node instanceof BoundNode.ForEach each) {
            return new InlineItems(run, each, path, scope).carry();
        }
        throw new IllegalStateException("node '" + path + "' waits, which a run on the caller's thread does not");
    }

    private static InlineEnd branch(InlineRun run, BoundNode.Branch branch, String path, InlineContext scope) {
        String choice;
        try {
            choice = Choice.of(branch.node(), scope::holds);
        } catch (Throwable thrown) {
            return unable(run, path, Failure.of(thrown), thrown);
        }
        if (run.isHeard()) {
            run.tell(new BranchTaken(run.info(), 0, 0, run.moment(), path, choice));
        }
        return choice.isEmpty() ? null : run.walk(branch.inside(choice), Paths.join(path, choice), scope);
    }

    private static InlineEnd loop(InlineRun run, BoundNode.Loop loop, String path, InlineContext scope) {
        boolean isWhile = loop.node().mode() == Mode.WHILE;
        for (int round = 0; ; round++) {
            boolean goesOn;
            try {
                goesOn = round == 0 && !isWhile || scope.holds(loop.node().condition()) == isWhile;
            } catch (Throwable thrown) {
                return unable(run, path, Failure.of(thrown), thrown);
            }
            if (goesOn && round == loop.node().atMost()) {
                return unable(run, path, Unable.tooManyRounds(round), null);
            }
            if (run.isHeard()) {
                run.tell(new LoopTurned(run.info(), 0, 0, run.moment(), path, round, goesOn));
            }
            InlineEnd end = goesOn ? run.walk(loop.body(), Paths.item(path, round), scope) : null;
            if (!goesOn || end != null) {
                return end;
            }
        }
    }

    private static InlineEnd sub(InlineRun run, BoundNode.Sub sub, String path, InlineContext scope) {
        Optional<BoundPipeline> found = sub.pipeline();
        InlineInputs inputs = new InlineInputs(scope);
        if (found.isEmpty()) {
            inputs.wrong().add(Unable.notRegistered(sub.node().pipeline()));
        } else {
            for (InputSpec input : found.get().pipeline().inputs()) {
                inputs.read(input, sub.node().with().get(input.name()));
            }
        }
        if (!inputs.wrong().isEmpty()) {
            return unable(run, path, Unable.unfit(inputs.wrong()), null);
        }
        BoundPipeline code = found.get();
        Pipeline pipeline = code.pipeline();
        if (run.isHeard()) {
            run.tell(new SubStarted(
                    run.info(), 0, 0, run.moment(), path, pipeline.name(), pipeline.version(), pipeline.fingerprint()));
        }
        inputs.put();
        InlineEnd end = run.inside(code, path, scope);
        subEnded(run, path, end);
        return end;
    }

    /** A pipeline inside is over; to it, one that has stopped the run is done. */
    private static void subEnded(InlineRun run, String path, InlineEnd end) {
        if (end == null || end.is(InlineEnd.Kind.STOPPED)) {
            flowEnded(run, path, FlowEnded.Outcome.DONE, null);
        } else if (end.is(InlineEnd.Kind.EXPIRED)) {
            flowEnded(run, path, FlowEnded.Outcome.CANCELLED, null);
        } else {
            flowEnded(run, path, FlowEnded.Outcome.FAILED, end);
        }
    }

    /** A node that is no step cannot do its work. */
    static InlineEnd unable(InlineRun run, String path, Failure failure, Throwable thrown) {
        run.goOn();
        return run.failed(path, 1, failure, thrown, -1, false);
    }

    /** @param why null when the branch, the item or the pipeline inside has not failed */
    static void flowEnded(InlineRun run, String path, FlowEnded.Outcome outcome, InlineEnd why) {
        if (run.isHeard()) {
            String failedAt = why == null ? "" : why.path();
            String message = why == null ? "" : why.message();
            run.tell(new FlowEnded(run.info(), 0, 0, run.moment(), path, outcome, failedAt, message));
        }
    }
}
