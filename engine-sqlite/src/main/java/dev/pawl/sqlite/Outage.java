package dev.pawl.sqlite;

import dev.pawl.store.StoreException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the store cannot write at the moment, and when it is tried again. Changed under the writer's lock only; thread-safe to ask. */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(2);

    private volatile StoreException failure;
    private volatile long until;
    private long pause;

    boolean isOn() {
        return failure != null;
    }

    Optional<StoreException> failure() {
        return Optional.ofNullable(failure);
    }

    void begins(StoreException why) {
        if (failure == null) {
            LOG.warn("The store cannot write; what was appended is kept and tried again", why);
            pause = FIRST_PAUSE;
        } else {
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
        until = System.nanoTime() + pause;
        failure = why;
    }

    void ends() {
        if (failure != null) {
            LOG.info("The store can write again");
            failure = null;
        }
    }

    /** Whether it is on and the time for another try has not come. */
    boolean isPausing() {
        return failure != null && System.nanoTime() - until < 0;
    }

    /** For one that is told only now: the exception of another thread says where that one was. */
    StoreException again() {
        StoreException first = failure;
        return new StoreException(first.reason(), first.getMessage(), first);
    }
}
