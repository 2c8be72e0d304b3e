package dev.pawl.sqlite.kill;

import dev.pawl.engine.Run;
import dev.pawl.engine.RunResult;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * What a child has with a store that cannot write: none, or so much that it tries again for a while and then gives up, at once and without
 * closing anything. Immutable.
 */
record Patience(long nanos) {
    /** What a child returns that has given up. */
    static final int GAVE_UP = 75;

    private static final long A_WHILE = TimeUnit.SECONDS.toNanos(3);
    private static final long PAUSE_MILLIS = 20;
    private static final Set<Reason> PASSING = EnumSet.of(Reason.FAILED, Reason.FULL, Reason.READ_ONLY);

    static Patience of(Orders orders) {
        return new Patience(orders.mood() == Orders.Mood.STUBBORN ? A_WHILE : 0);
    }

    <T> T have(Callable<T> task) throws Exception {
        long end = System.nanoTime() + nanos;
        while (true) {
            try {
                return task.call();
            } catch (StoreException e) {
                if (nanos == 0 || !PASSING.contains(e.reason())) {
                    throw e;
                }
                if (System.nanoTime() > end) {
                    giveUp(e.getMessage());
                }
                Workload.takeLong(PAUSE_MILLIS);
            }
        }
    }

    /** How the run has ended or why it is parked; gives up when it does neither for a while. */
    RunResult await(Run run) throws InterruptedException {
        if (nanos > 0) {
            run.await(Duration.ofNanos(nanos)).ifPresentOrElse(known -> {}, () -> giveUp(run + " does not end"));
        }
        return run.await();
    }

    private static void giveUp(String why) {
        System.err.println("gives up: " + why);
        Runtime.getRuntime().halt(GAVE_UP);
    }
}
