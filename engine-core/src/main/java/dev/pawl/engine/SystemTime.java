package dev.pawl.engine;

import dev.pawl.api.TimeSource;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The machine's own clocks, and one thread for all wake-ups, which starts with the first of them. Thread-safe. */
final class SystemTime implements TimeSource, AutoCloseable {
    private ScheduledThreadPoolExecutor timer; // guarded by this
    private boolean closed; // guarded by this

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public synchronized Wake wakeAt(long nanos, Runnable action) {
        if (closed) {
            return () -> {};
        }
        if (timer == null) {
            timer = new ScheduledThreadPoolExecutor(1, task -> {
                Thread thread = new Thread(task, "pawl-timer");
                thread.setDaemon(true);
                return thread;
            });
            timer.setRemoveOnCancelPolicy(true);
        }
        var future = timer.schedule(action, nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (timer != null) {
            timer.shutdownNow();
        }
    }
}
