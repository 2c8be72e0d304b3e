package dev.pawl.sqlite;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How the writer thread rests: a short nap, from which only somebody who waits for a commit wakes it, or a sleep, from which anything
 * that is handed over does. Waking is dear, so that only the first who finds it resting does it. Thread-safe.
 */
final class Rest {
    private static final long NAP = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int AWAKE = 0;
    private static final int NAPPING = 1;
    private static final int ASLEEP = 2;

    private final AtomicInteger depth = new AtomicInteger(AWAKE);

    /** Rests, unless there is a reason not to, which is looked at after the rest has begun: so no call to wake is lost. */
    void nap(BooleanSupplier reasonNotTo) {
        depth.set(NAPPING);
        if (!reasonNotTo.getAsBoolean()) {
            LockSupport.parkNanos(this, NAP);
        }
        depth.set(AWAKE);
    }

    void sleep(BooleanSupplier reasonNotTo) {
        depth.set(ASLEEP);
        if (!reasonNotTo.getAsBoolean()) {
            LockSupport.park(this);
        }
        depth.set(AWAKE);
    }

    void wake(Thread resting) {
        if (depth.get() != AWAKE && depth.getAndSet(AWAKE) != AWAKE) {
            LockSupport.unpark(resting);
        }
    }

    void wakeFromSleep(Thread resting) {
        if (depth.get() == ASLEEP) {
            wake(resting);
        }
    }
}
