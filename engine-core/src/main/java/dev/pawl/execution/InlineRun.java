package dev.pawl.execution;

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
import java.util.List;
import java.util.Optional;

/**
 * Carries a run that is not recorded, on the caller's thread. One reading of the clock at each boundary between steps, and events
 * only when somebody listens. Confined to one run.
 */
public final class InlineRun {
    private final BoundPipeline pipeline;
    private final RunInfo info;
    private final Listeners listeners;
    private final EngineTime time;
    private final boolean heard;
    private final InlineContext context;
    private long now;

    public InlineRun(BoundPipeline pipeline, RunInfo info, Inputs inputs, Listeners listeners, EngineTime time) {
        this.pipeline = pipeline;
        this.info = info;
        this.listeners = listeners;
        this.time = time;
        this.heard = !listeners.isEmpty();
        this.context = new InlineContext(this, pipeline.expectedValues);
        List<Key.Value<?>> values = inputs.values();
        for (int i = 0; i < values.size(); i++) {
            put(values.get(i));
        }
    }

    private <T> void put(Key.Value<T> input) {
        context.put(input.key(), input.value());
    }

    /** Runs all steps; a failure is part of what is returned. */
    public Ending carry() {
        if (heard) {
            now = time.nanos();
            listeners.tell(new RunStarted(info, 0, 0, time.millisAt(now)));
        }
        Ending ending = null;
        for (BoundStep step : pipeline.steps) {
            ending = carry(step);
            if (ending != null) {
                break;
            }
        }
        if (ending == null) {
            ending = ended(RunStatus.COMPLETED, "", "", null);
        }
        pipeline.expectedValues = context.size();
        if (heard) {
            listeners.tell(
                    new RunEnded(info, 0, 0, time.millisAt(now), ending.status(), ending.path(), ending.message()));
        }
        return ending;
    }

    /** The ending of the run when this step decides it, else null. */
    private Ending carry(BoundStep step) {
        if (step.policy.delay().isZero() && !step.goesOnAfterFailure()) {
            return attempt(step, step, 1, Outcome.DONE);
        }
        return patiently(step);
    }

    private Ending attempt(BoundStep place, BoundStep step, int attempt, Outcome ifDone) {
        context.enter(place.path, attempt);
        if (heard) {
            listeners.tell(new StepStarted(info, 0, 0, time.millisAt(now), place.path, attempt));
        }
        StepResult result;
        try {
            result = step.attempt(context);
        } catch (Throwable thrown) {
            return failed(place, attempt, thrown);
        }
        if (result instanceof StepResult.Done done) {
            if (done.data().isPresent()) {
                context.keepResult(place.path, done.data().get());
            }
            finished(place, attempt, ifDone, done.message());
            return null;
        }
        if (result instanceof StepResult.Skipped skipped) {
            finished(place, attempt, Outcome.SKIPPED, skipped.message());
            return null;
        }
        finished(place, attempt, Outcome.STOPPED, result.message());
        return ended(RunStatus.COMPLETED, place.path, result.message(), null);
    }

    private void finished(BoundStep step, int attempt, Outcome outcome, String message) {
        if (heard) {
            long nanos = lap();
            listeners.tell(
                    new StepFinished(info, 0, 0, time.millisAt(now), step.path, attempt, nanos, outcome, message));
        }
    }

    private Ending failed(BoundStep step, int attempt, Throwable thrown) {
        Failure failure = Failure.of(thrown);
        if (heard) {
            long nanos = lap();
            listeners.tell(new StepFailed(
                    info, 0, 0, time.millisAt(now), step.path, attempt, nanos, failure.error(), failure.message(), 0));
        }
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return ended(RunStatus.FAILED, step.path, failure.sentence(), thrown);
    }

    /** A step with a delay, a retry or a fallback. */
    private Ending patiently(BoundStep step) {
        int attempts = step.policy.retry().attempts();
        Ending ending = null;
        try {
            pause(step.policy.delay().toMillis());
            for (int attempt = 1; attempt <= attempts; attempt++) {
                Runnable back = context.savepoint();
                ending = attempt(step, step, attempt, Outcome.DONE);
                if (ending == null || ending.status() != RunStatus.FAILED) {
                    return ending;
                }
                back.run();
                if (attempt == attempts
                        || !Pauses.triesAgain(
                                step.policy.retry(), ending.cause().orElseThrow())) {
                    break;
                }
                pause(Pauses.afterFailure(step.policy.retry(), attempt));
            }
        } catch (InterruptedException e) {
            return failed(step, attempts, e);
        }
        return step.fallback.isPresent() ? attempt(step, step.fallback.get(), attempts + 1, Outcome.FELL_BACK) : ending;
    }

    private void pause(long millis) throws InterruptedException {
        if (millis > 0) {
            Pauses.pause(time, millis);
            now = time.nanos();
        }
    }

    private Ending ended(RunStatus status, String path, String message, Throwable cause) {
        return new Ending(status, path, message, Optional.ofNullable(cause), context);
    }

    /** The time since the last boundary, which this is the next one after. */
    private long lap() {
        long before = now;
        now = time.nanos();
        return now - before;
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
