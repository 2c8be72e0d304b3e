package dev.pawl.execution;

import dev.pawl.api.StepTimeoutException;
import dev.pawl.execution.Interruption.Reason;
import dev.pawl.pipeline.Effect;
import dev.pawl.walk.Pauses;
import dev.pawl.walk.Unable;

/**
 * What an attempt that has no result means for its step. Made without the run's lock, as a retry's predicate is foreign code. Immutable.
 *
 * @param thrown what counts as thrown; null when there is a result that counts
 * @param again whether it is tried again
 * @param pause after which time, in milliseconds
 */
record Verdict(Throwable thrown, boolean again, long pause) {
    private static final Verdict DONE = new Verdict(null, false, 0);

    static Verdict of(Attempt attempt, Tried tried) {
        if (tried.interrupted() == Reason.TIMEOUT) {
            return after(attempt, timeout(attempt));
        }
        if (tried.thrown().isEmpty()) {
            return DONE;
        }
        Throwable thrown = tried.thrown().get();
        return tried.interrupted() == null ? after(attempt, thrown) : new Verdict(thrown, false, 0);
    }

    /** Of a body that could not be ended: only a pure one may run a second time beside itself. */
    static Verdict ofAbandoned(Attempt attempt) {
        StepTimeoutException thrown = new StepTimeoutException("step '" + attempt.path + "' did not end within "
                + Attempt.GRACE + " after it was interrupted, and is left to itself");
        return attempt.body.policy.effect() == Effect.PURE ? after(attempt, thrown) : new Verdict(thrown, false, 0);
    }

    private static Verdict after(Attempt attempt, Throwable thrown) {
        var retry = attempt.body.policy.retry();
        boolean again = attempt.tries < retry.attempts() && Pauses.triesAgain(retry, thrown);
        return new Verdict(thrown, again, again ? Pauses.afterFailure(retry, attempt.tries) : 0);
    }

    private static StepTimeoutException timeout(Attempt attempt) {
        return new StepTimeoutException(Unable.attemptTooLong(
                attempt.path, attempt.body.policy.timeout().orElseThrow()));
    }
}
