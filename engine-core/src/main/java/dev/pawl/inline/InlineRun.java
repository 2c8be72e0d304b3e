package dev.pawl.inline;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunEnded;
import dev.pawl.event.RunInfo;
import dev.pawl.event.RunStarted;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import dev.pawl.event.StepFinished.Outcome;
import dev.pawl.event.StepLogged;
import dev.pawl.event.StepStarted;
import dev.pawl.pipeline.Paths;
import dev.pawl.pipeline.StepPolicy;
import dev.pawl.walk.BoundNode;
import dev.pawl.walk.BoundPipeline;
import dev.pawl.walk.BoundStep;
import dev.pawl.walk.Capped;
import dev.pawl.walk.Ending;
import dev.pawl.walk.EngineTime;
import dev.pawl.walk.Failure;
import dev.pawl.walk.Listeners;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Carries a run that is not recorded, on the caller's thread: branches and items one after another, in their order. A plain step costs a
 * call; the rest is made when the first node asks for it. One reading of the clock at each boundary between steps, and events only when
 * somebody listens. Confined to one run.
 */
public final class InlineRun {
    private final BoundPipeline pipeline;
    private final RunInfo info;
    private final Listeners listeners;
    private final EngineTime time;
    private final boolean heard;
    private final InlineContext context;
    private long now;

    /** Null while there are only plain steps. */
    InlineSafety safety;

    /** Whether a plain step is not one here: something may run after it when it fails, or it may be interrupted. */
    private boolean guarded;

    public InlineRun(BoundPipeline pipeline, RunInfo info, Inputs inputs, Listeners listeners, EngineTime time) {
        this.pipeline = pipeline;
        this.info = info;
        this.listeners = listeners;
        this.time = time;
        this.heard = !listeners.isEmpty();
        this.context = new InlineContext(this, pipeline.expectedValues);
        List<Key.Value<?>> values = inputs.values();
        for (int i = 0; i < values.size(); i++) {
            context.set(values.get(i).key(), values.get(i).value());
        }
    }

    /** Runs all nodes; a failure is part of what is returned. */
    public Ending carry() {
        if (heard) {
            tell(new RunStarted(info, 0, 0, moment()));
        }
        InlineEnd end = inside(pipeline, "", context);
        pipeline.expectedValues = context.size();
        boolean hasCompleted = end == null || end.is(InlineEnd.Kind.STOPPED);
        Ending ending = new Ending(
                hasCompleted ? RunStatus.COMPLETED : RunStatus.FAILED,
                end == null ? "" : end.path(),
                end == null ? "" : end.message(),
                end == null ? Optional.empty() : Optional.ofNullable(end.cause()),
                context);
        if (heard) {
            tell(new RunEnded(info, 0, 0, time.millisAt(now), ending.status(), ending.path(), ending.message()));
        }
        if (safety != null && safety.wasInterrupted) {
            Thread.currentThread().interrupt();
        }
        return ending;
    }

    /** Carries a pipeline: that of the run, or one inside it. What has failed in it is undone, and its last steps are run. */
    InlineEnd inside(BoundPipeline part, String path, InlineContext scope) {
        Optional<Duration> deadline = part.pipeline().deadline();
        if (deadline.isPresent() || part.lastly.length > 0) {
            guard();
        }
        int mark = mark();
        InlineLimit limit = deadline.isPresent() ? safety.beginDeadline(path, deadline.get()) : null;
        InlineEnd end = walk(part.nodes, path, scope);
        if (limit != null) {
            safety.endDeadline();
        }
        if (end != null && !end.is(InlineEnd.Kind.STOPPED)) {
            undo(mark);
        }
        if (part.lastly.length > 0) {
            end = safety.lastly(part.lastly, path, scope, end);
        }
        // To what is around it, a pipeline that has taken too long has failed.
        return end != null && limit != null && end.limit() == limit ? InlineEnd.failed(path, end.message(), null) : end;
    }

    /** Null when the nodes were carried to the end, else why not. */
    InlineEnd walk(BoundNode[] nodes, String around, InlineContext scope) {
        for (BoundNode node : nodes) {
            InlineEnd end = node instanceof BoundStep step ? carry(step, around, scope) : carry(node, around, scope);
            if (end != null) {
                return end;
            }
        }
        return null;
    }

    private InlineEnd carry(BoundNode node, String around, InlineContext scope) {
        InlineEnd expired = safety == null ? null : safety.expired();
        return expired == null ? InlineNodes.carry(this, node, Paths.join(around, node.id()), scope) : expired;
    }

    private InlineEnd carry(BoundStep step, String around, InlineContext scope) {
        String path = Paths.join(around, step.id);
        if (guarded || !isPlain(step)) {
            return new InlineStep(this, safety(), step, path, scope, false).carry();
        }
        scope.enter(path, 1);
        started(path, 1);
        StepResult result;
        try {
            result = step.attempt(scope);
        } catch (Throwable thrown) {
            if (thrown instanceof InterruptedException) {
                safety().wasInterrupted = true;
            }
            return failed(path, 1, Failure.of(thrown), thrown, -1, false);
        }
        return finished(path, scope, 1, result, Outcome.DONE, false);
    }

    private static boolean isPlain(BoundStep step) {
        StepPolicy policy = step.policy;
        return !step.goesOnAfterFailure()
                && policy.delay().isZero()
                && policy.timeout().isEmpty()
                && step.undo.isEmpty();
    }

    void started(String path, int attempt) {
        if (heard) {
            tell(new StepStarted(info, 0, 0, time.millisAt(now), path, attempt));
        }
    }

    /** @param ifDone what is told of it, unless it was skipped or has stopped the run */
    InlineEnd finished(
            String path, InlineContext scope, int attempt, StepResult result, Outcome ifDone, boolean isProtected) {
        Outcome outcome = ifDone;
        if (result instanceof StepResult.Done done) {
            if (done.data().isPresent()) {
                scope.keepResult(path, done.data().get());
            }
        } else if (result instanceof StepResult.Skipped) {
            outcome = ifDone == Outcome.DONE ? Outcome.SKIPPED : ifDone;
        } else if (!isProtected) {
            outcome = Outcome.STOPPED;
        }
        if (heard) {
            long nanos = lap();
            tell(new StepFinished(
                    info, 0, 0, time.millisAt(now), path, attempt, nanos, outcome, Capped.text(result.message())));
        }
        return outcome == Outcome.STOPPED ? InlineEnd.stopped(path, result.message()) : null;
    }

    /** @param pause after how many milliseconds it is tried again, or its fallback done; -1 when neither is waited for */
    InlineEnd failed(String path, int attempt, Failure failure, Throwable thrown, long pause, boolean fallsBack) {
        if (heard) {
            long nanos = lap();
            long millis = time.millisAt(now);
            long retryAt = pause < 0 ? 0 : millis + pause;
            tell(new StepFailed(
                    info, 0, 0, millis, path, attempt, nanos, failure.error(), failure.message(), retryAt, fallsBack));
        }
        return InlineEnd.failed(path, failure.sentence(), thrown);
    }

    InlineSafety safety() {
        if (safety == null) {
            safety = new InlineSafety(this);
        }
        return safety;
    }

    /** From here on every step may have to be taken back. */
    void guard() {
        safety();
        guarded = true;
    }

    int mark() {
        return safety == null ? 0 : safety.mark();
    }

    void undo(int mark) {
        if (safety != null) {
            safety.undo(mark);
        }
    }

    /** The time since the last boundary, which this is the next one after. */
    private long lap() {
        long before = now;
        now = time.nanos();
        return now - before;
    }

    /** The engine itself has taken its time. */
    void goOn() {
        if (heard) {
            now = time.nanos();
        }
    }

    /** The hour now, which is a boundary. */
    long moment() {
        now = time.nanos();
        return time.millisAt(now);
    }

    boolean isHeard() {
        return heard;
    }

    EngineTime time() {
        return time;
    }

    RunInfo info() {
        return info;
    }

    long millis() {
        return time.millis();
    }

    void tell(ProgressEvent event) {
        if (heard) {
            listeners.tell(event);
        }
    }

    void log(String path, int attempt, String line) {
        tell(new StepLogged(info, 0, 0, millis(), path, attempt, Capped.text(line)));
    }
}
