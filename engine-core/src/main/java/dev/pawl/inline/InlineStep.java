package dev.pawl.inline;

import dev.pawl.api.StepResult;
import dev.pawl.api.StepTimeoutException;
import dev.pawl.event.StepFinished.Outcome;
import dev.pawl.pipeline.Retry;
import dev.pawl.walk.BoundStep;
import dev.pawl.walk.Failure;
import dev.pawl.walk.Pauses;
import dev.pawl.walk.Unable;

/**
 * A step with all that its policy asks for: delay, retry, fallback, timeout, compensation. What a failed attempt has put is taken back.
 *
 * <p>An attempt that its timeout has interrupted counts as failed, whatever its body made of that. One that a deadline has interrupted is
 * kept when its body finishes all the same, so that it can be undone. When somebody else has interrupted the thread, the step fails and
 * is not tried again. Confined to one step of a run.
 */
final class InlineStep {
    private static final Failure UNWANTED =
            new Failure("cancelled", "it was interrupted, as it is not wanted any more");

    private final InlineRun run;
    private final InlineSafety safety;
    private final BoundStep step;
    private final String path;
    private final InlineContext scope;
    private final boolean isProtected;
    private int attempt;
    private StepResult result;
    private Throwable thrown;
    private InlineLimit expired;

    /** @param isProtected whether it undoes or ends something: then it cannot stop the run */
    InlineStep(
            InlineRun run, InlineSafety safety, BoundStep step, String path, InlineContext scope, boolean isProtected) {
        this.run = run;
        this.safety = safety;
        this.step = step;
        this.path = path;
        this.scope = scope;
        this.isProtected = isProtected;
    }

    InlineEnd carry() {
        BoundStep body = step;
        int tries = 0;
        InlineEnd end = pause(body.policy.delay().toMillis());
        while (end == null) {
            attempt++;
            tries++;
            attempt(body);
            if (expired != null || thrown == null) {
                return over(body != step);
            }
            Retry retry = body.policy.retry();
            boolean goesOn = !safety.wasInterrupted || !(thrown instanceof InterruptedException);
            long pause;
            if (goesOn && tries < retry.attempts() && Pauses.triesAgain(retry, thrown)) {
                pause = Pauses.afterFailure(retry, tries);
                run.failed(path, attempt, Failure.of(thrown), thrown, pause, body != step);
            } else if (goesOn && body == step && step.fallback.isPresent()) {
                body = step.fallback.get();
                tries = 0;
                pause = body.policy.delay().toMillis();
                run.failed(path, attempt, Failure.of(thrown), thrown, pause == 0 ? -1 : pause, true);
            } else {
                return run.failed(path, attempt, Failure.of(thrown), thrown, -1, false);
            }
            end = pause(pause);
        }
        return end;
    }

    /** The last attempt has a result, or is not wanted any more. */
    private InlineEnd over(boolean isFallback) {
        InlineEnd end = expired == null ? null : safety.expired(expired);
        if (thrown != null) {
            run.failed(path, attempt, UNWANTED, thrown, -1, false);
            return end;
        }
        InlineEnd stopped =
                run.finished(path, scope, attempt, result, isFallback ? Outcome.FELL_BACK : Outcome.DONE, isProtected);
        if (step.undo.isPresent() && (isFallback || !(result instanceof StepResult.Skipped))) {
            safety.finished(step, path, scope);
        }
        return end == null ? stopped : end;
    }

    private void attempt(BoundStep body) {
        InlineLimit limits = safety.limits(body, path);
        InlineLimit timeout = body.policy.timeout().isPresent() ? limits : null;
        boolean before = limits != null && Thread.currentThread().isInterrupted();
        scope.enter(path, attempt);
        run.started(path, attempt);
        safety.beginPuts();
        if (limits != null) {
            safety.alarm().enter(limits);
        }
        if (timeout != null) {
            timeout.begin(run.time(), safety.alarm());
        }
        thrown = null;
        try {
            result = body.attempt(scope);
        } catch (Throwable t) {
            thrown = t;
        }
        InlineLimit by = limits == null ? null : safety.alarm().leave();
        if (timeout != null) {
            timeout.end();
        }
        safety.wasInterrupted |= by == null ? thrown instanceof InterruptedException : before;
        if (by != null && by == timeout) {
            tookTooLong(timeout);
        } else {
            expired = by;
        }
        if (thrown == null) {
            safety.keepPuts();
        } else {
            safety.takeBackPuts(scope);
        }
    }

    private void tookTooLong(InlineLimit timeout) {
        StepTimeoutException tooLong = new StepTimeoutException(Unable.attemptTooLong(path, timeout.length));
        if (thrown != null) {
            tooLong.addSuppressed(thrown);
        }
        thrown = tooLong;
    }

    /** Holds the thread; the end of the step when it may not begin after that. */
    private InlineEnd pause(long millis) {
        try {
            if (millis > 0) {
                safety.pause(millis);
                run.goOn();
            }
        } catch (InterruptedException e) {
            safety.wasInterrupted = true;
            return run.failed(path, attempt + 1, Failure.of(e), e, -1, false);
        }
        return safety.expired();
    }
}
