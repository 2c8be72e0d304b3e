package dev.pawl.sqlite;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waiting that no interrupt shortens; the interrupt is kept. */
final class Threads {
    private static final long PATIENCE_MILLIS = 5_000;

    private Threads() {}

    /** Waits for a thread that may be in foreign code, but not for ever, and not for itself. */
    static void joinForAWhile(Thread thread) {
        if (thread == Thread.currentThread()) {
            return;
        }
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the latch is open, that long at most. */
    static void await(CountDownLatch latch, long nanos) {
        long end = System.nanoTime() + nanos;
        boolean interrupted = false;
        long left = nanos;
        while (left > 0) {
            try {
                latch.await(left, TimeUnit.NANOSECONDS);
                left = 0;
            } catch (InterruptedException e) {
                interrupted = true;
                left = end - System.nanoTime();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits whatever happens: files are let go of only after the threads that use them have ended. */
    static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
