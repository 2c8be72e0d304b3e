package dev.pawl.execution;

import dev.pawl.api.StepResult;
import dev.pawl.event.StepFinished.Outcome;
import dev.pawl.event.WaitStarted;
import dev.pawl.execution.Interruption.Reason;
import dev.pawl.history.NodeMemory;
import dev.pawl.history.NodeMemory.Failures;
import dev.pawl.history.RunMemory;
import dev.pawl.history.Scope;
import dev.pawl.pipeline.Effect;
import dev.pawl.pipeline.Paths;
import dev.pawl.walk.Binder;
import dev.pawl.walk.BoundStep;
import dev.pawl.walk.Failure;
import dev.pawl.walk.Unable;
import java.util.Optional;

/** Carries the steps of a run: those of its sequences, those that undo, and the last ones. Used under the run's lock. Confined to one run. */
final class Steps {
    /** The error of a step of which a person has said that it failed. */
    static final String RESOLVED = "resolved";

    private static final Failure CANCELLED =
            new Failure("cancelled", "it was interrupted, as it is not wanted any more");

    private final RecordedRun run;
    private final RunMemory memory;

    Steps(RecordedRun run) {
        this.run = run;
        this.memory = run.memory;
    }

    /** Goes on with a step of a sequence. */
    Task carry(Strand strand, Level at, BoundStep step) {
        String path = at.pathOf(step);
        Task task = drive(strand, step, path, at.scope, false);
        if (task == null) {
            Failures failed = memory.look(path).failures;
            at.fail(path, failed.sentence(), null);
            return Strand.GO_ON;
        }
        return task;
    }

    /** Undoes a step that was finished. */
    Task undo(Strand strand, String path) {
        Optional<BoundStep> undo = run.undoing(path);
        String place = Paths.join(path, Binder.UNDO);
        if (undo.isEmpty()) {
            run.recorder.failed(place, new Failure("missing", "the pipeline has no compensation for it any more"));
            return Strand.GO_ON;
        }
        Task task = drive(strand, undo.get(), place, memory.scopeOf(path), true);
        return task == null ? Strand.GO_ON : task;
    }

    /** The last steps of a run or of a pipeline inside it; null when they are over. */
    Task last(Strand strand, Level at) {
        while (at.nextLast < at.lastly.length) {
            BoundStep step = at.lastly[at.nextLast];
            String path = at.pathOf(step);
            if (!at.flow.isFinished(step.id)) {
                Task task = drive(strand, step, path, at.scope, true);
                if (task != null) {
                    return task;
                }
                at.failedAtLast(Exit.failed(path, memory.look(path).failures.sentence(), null));
            }
            at.nextLast++;
        }
        return null;
    }

    /** What is to be done for a step; null when it has failed for good. */
    private Task drive(Strand strand, BoundStep step, String path, Scope scope, boolean isProtected) {
        NodeMemory known = memory.look(path);
        Failures failed = known.failures;
        boolean isResolved = failed.isFinal() && failed.error().equals(RESOLVED) && step.fallback.isPresent();
        if (failed.isFinal() && !isResolved) {
            return null;
        }
        boolean fallsBack = failed.fallsBack() || isResolved;
        long due = failed.count() == 0 ? delay(step, path, known) : failed.retryAt();
        if (due > run.with.time().millis()) {
            return strand.await(due, (failed.count() == 0 ? "delay of " : "retry of ") + path);
        }
        if (known.wait != null) {
            run.flows.waitOver(path);
        }
        BoundStep body = fallsBack ? step.fallback.get() : step;
        int number = failed.count() + 1;
        if (body.policy.effect() == Effect.EXTERNAL_ONCE) {
            if (known.begun) {
                return strand.park(
                        Parking.INTERRUPTED,
                        "step '" + path + "' had begun and its end is not known; resolve it as done, repeat or fail");
            }
            run.recorder.begun(path, number);
        }
        int before = isResolved ? failed.count() : known.fellBackAfter;
        return strand.attempt = new Attempt(strand, step, body, path, number, number - before, scope, isProtected);
    }

    /** When the first attempt is due. */
    private long delay(BoundStep step, String path, NodeMemory known) {
        if (step.policy.delay().isZero()) {
            return 0;
        }
        if (known.wait != null) {
            return known.wait.until();
        }
        long due = run.with.time().millis() + step.policy.delay().toMillis();
        run.flows.waitStarted(path, WaitStarted.Kind.DELAY, "", due);
        return due;
    }

    /** An attempt is over. */
    void ended(Attempt attempt, Tried tried, Verdict verdict) {
        attempt.strand.attempt = null;
        Reason why = tried.interrupted();
        boolean isUnknown = why == Reason.TIMEOUT && attempt.body.policy.effect() == Effect.EXTERNAL_ONCE;
        if (isUnknown) {
            String limit = Unable.attemptTooLong(
                    attempt.path, attempt.body.policy.timeout().orElseThrow());
            run.recorder.logged(attempt.path, attempt.number, limit + " and was interrupted; its end is not known");
        }
        if (why == Reason.CLOSE || isUnknown) {
            return;
        }
        if (verdict.thrown() == null) {
            finished(attempt, tried);
        } else if (why == Reason.CANCEL) {
            run.recorder.failed(tried.attempted(), CANCELLED, 0, false);
        } else {
            failed(attempt, tried.attempted(), verdict);
        }
    }

    /** An attempt was left to itself. */
    void abandoned(Attempt attempt) {
        attempt.strand.attempt = null;
        boolean isCancelled = attempt.interruption.reason() == Reason.CANCEL;
        if (attempt.body.policy.effect() == Effect.EXTERNAL_ONCE && !isCancelled) {
            return;
        }
        Verdict verdict = Verdict.ofAbandoned(attempt);
        if (isCancelled) {
            run.recorder.failed(attempt.attempted(), Failure.of(verdict.thrown()), 0, false);
        } else {
            failed(attempt, attempt.attempted(), verdict);
        }
    }

    private void finished(Attempt attempt, Tried tried) {
        StepResult result = tried.result().orElseThrow();
        boolean isFallback = attempt.body != attempt.place;
        boolean isPure = !isFallback && attempt.place.policy.effect() == Effect.PURE;
        Outcome outcome = Tried.outcome(result, isFallback);
        if (outcome == Outcome.STOPPED && attempt.isProtected) {
            outcome = Outcome.DONE;
        }
        run.recorder.finished(tried, attempt.place, attempt.scope, outcome, isPure);
        Level level = attempt.strand.level;
        if (outcome == Outcome.STOPPED) {
            level.leave(Exit.stopped(attempt.path, memory.stoppedMessage));
        }
    }

    private void failed(Attempt attempt, RunRecorder.Attempted attempted, Verdict verdict) {
        Failure failure = Failure.of(verdict.thrown());
        long end = run.with.time().millisAt(attempted.end());
        if (verdict.again()) {
            run.recorder.failed(attempted, failure, end + verdict.pause(), attempt.body != attempt.place);
        } else if (attempt.body == attempt.place && attempt.place.fallback.isPresent()) {
            long delay = attempt.place.fallback.get().policy.delay().toMillis();
            run.recorder.failed(attempted, failure, delay == 0 ? 0 : end + delay, true);
        } else {
            run.recorder.failed(attempted, failure, 0, false);
            if (!attempt.isProtected) {
                attempt.strand.level.fail(attempt.path, failure.sentence(), verdict.thrown());
            }
        }
    }
}
