package dev.pawl.execution;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Interrupts the body of a step, and only that: a thread that is in the engine is never interrupted. The first reason counts. Thread-safe.
 */
final class Interruption {
    /** Why a body is interrupted; that decides what its end means. */
    enum Reason {
        /** The engine closes: the attempt counts as never begun. */
        CLOSE,
        /** What the step belongs to is being stopped. */
        CANCEL,
        /** The attempt has taken too long. */
        TIMEOUT
    }

    private final ReentrantLock lock = new ReentrantLock();
    private Thread body; // guarded by lock
    private Reason reason; // guarded by lock; null while nobody has interrupted
    private boolean isAside; // guarded by lock; whether the body's thread does something for the engine
    private boolean isKept; // guarded by lock; whether the body was interrupted meanwhile

    /** A body is about to run; false when it must not, as the reason was there before. What a listener did to the thread's flag is undone. */
    boolean enter() {
        lock.lock();
        try {
            if (reason != null) {
                return false;
            }
            Thread.interrupted();
            body = Thread.currentThread();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The body is over; why it was interrupted from here, or null. The thread's flag is cleared, whoever set it. */
    Reason leave() {
        lock.lock();
        try {
            body = null;
            Thread.interrupted();
            return reason;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Has something done for the engine that the body came across, on its thread: an interruption reaches the body when it goes on. A thread
     * that the body has started is not the body's.
     */
    void aside(Runnable action) {
        boolean isBody;
        lock.lock();
        try {
            isBody = body == Thread.currentThread() && !isAside;
            if (isBody) {
                isAside = true;
                isKept = Thread.interrupted();
            }
        } finally {
            lock.unlock();
        }
        try {
            action.run();
        } finally {
            if (isBody) {
                goOn();
            }
        }
    }

    private void goOn() {
        lock.lock();
        try {
            isAside = false;
            Thread.interrupted();
            if (isKept) {
                body.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    Reason reason() {
        lock.lock();
        try {
            return reason;
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is a body that is told so; else none will begin. */
    boolean interrupt(Reason why) {
        lock.lock();
        try {
            if (reason == null) {
                reason = why;
            }
            if (isAside) {
                isKept = true;
            } else if (body != null) {
                body.interrupt();
            }
            return body != null;
        } finally {
            lock.unlock();
        }
    }
}
