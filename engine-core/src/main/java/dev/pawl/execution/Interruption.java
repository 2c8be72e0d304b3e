package dev.pawl.execution;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Interrupts the body of a step, and only that: a thread that is in the engine is never interrupted. Thread-safe.
 */
final class Interruption {
    private final ReentrantLock lock = new ReentrantLock();
    private Thread body; // guarded by lock
    private boolean interrupted; // guarded by lock

    void enter() {
        lock.lock();
        try {
            body = Thread.currentThread();
            interrupted = false;
        } finally {
            lock.unlock();
        }
    }

    /** The body is over; whether it was interrupted from here. The thread's flag is cleared, whoever set it. */
    boolean leave() {
        lock.lock();
        try {
            body = null;
            Thread.interrupted();
            return interrupted;
        } finally {
            lock.unlock();
        }
    }

    void interrupt() {
        lock.lock();
        try {
            if (body != null) {
                interrupted = true;
                body.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }
}
