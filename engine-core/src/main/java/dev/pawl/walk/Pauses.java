package dev.pawl.walk;

import dev.pawl.api.PermanentFailureException;
import dev.pawl.pipeline.Retry;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;

/** How long a failed step waits, and the waiting itself where a thread has to do it. */
public final class Pauses {
    private Pauses() {}

    /** Whether this failure may be mended and the policy wants it to be tried again; a predicate that throws does not. */
    public static boolean triesAgain(Retry retry, Throwable thrown) {
        if (thrown instanceof PermanentFailureException) {
            return false;
        }
        if (retry.onlyIf().isEmpty()) {
            return true;
        }
        try {
            return retry.onlyIf().get().test(thrown);
        } catch (Throwable inPredicate) {
            if (inPredicate != thrown) {
                thrown.addSuppressed(inPredicate);
            }
            return false;
        }
    }

    /** In milliseconds; the jitter takes away up to its share. */
    public static long afterFailure(Retry retry, int failed) {
        long full = retry.pauseAfter(failed).toMillis();
        return retry.jitter() == 0
                ? full
                : (long) (full
                        * (1 - retry.jitter() * ThreadLocalRandom.current().nextDouble()));
    }

    /** Holds the calling thread. */
    public static void pause(EngineTime time, long millis) throws InterruptedException {
        if (millis > 0) {
            CountDownLatch over = new CountDownLatch(1);
            var wake = time.source().wakeAt(time.nanos() + millis * 1_000_000, over::countDown);
            try {
                over.await();
            } finally {
                wake.cancel();
            }
        }
    }
}
