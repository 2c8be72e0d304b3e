package dev.pawl.dispatch;

import dev.pawl.api.TimeSource;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Rings at the next hour at which a run becomes due that can be claimed only then. There is one such hour at a time. Thread-safe. */
final class Alarm {
    private static final long NEVER = Long.MAX_VALUE;

    private final TimeSource time;
    private final Runnable ring;
    private final ReentrantLock lock = new ReentrantLock();
    private TimeSource.Wake set; // guarded by lock; null when it is not set
    private long at = NEVER; // guarded by lock
    private boolean isClosed; // guarded by lock

    Alarm(TimeSource time, Runnable ring) {
        this.time = time;
        this.ring = ring;
    }

    /** Rings at this hour, at once when it has passed, and at no other. */
    void setFor(OptionalLong hour) {
        long next = hour.orElse(NEVER);
        lock.lock();
        try {
            if (isClosed || next == at) {
                return;
            }
            cancel();
            at = next;
        } finally {
            lock.unlock();
        }
        if (next != NEVER) {
            long millis = Math.max(0, next - time.now().toEpochMilli());
            keep(next, time.wakeAt(time.nanos() + TimeUnit.MILLISECONDS.toNanos(millis), this::rung));
        }
    }

    /** Unless it has rung already, or was closed meanwhile. */
    private void keep(long hour, TimeSource.Wake wake) {
        lock.lock();
        try {
            if (at == hour) {
                set = wake;
                return;
            }
        } finally {
            lock.unlock();
        }
        wake.cancel();
    }

    private void rung() {
        lock.lock();
        try {
            at = NEVER;
        } finally {
            lock.unlock();
        }
        ring.run();
    }

    private void cancel() {
        if (set != null) {
            set.cancel();
        }
        set = null;
        at = NEVER;
    }

    void close() {
        lock.lock();
        try {
            isClosed = true;
            cancel();
        } finally {
            lock.unlock();
        }
    }
}
