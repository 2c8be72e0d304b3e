package dev.pawl.memory;

import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The one lock of a repository, and its end. What runs inside calls nobody else's code. Thread-safe. */
final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed; // guarded by lock

    /** Runs the work under the lock; refused as CLOSED when the repository was closed. */
    <T> T inside(Supplier<T> work) {
        lock.lock();
        try {
            if (closed) {
                throw new StoreException(
                        Reason.CLOSED, "the repository in memory cannot be used: it was closed; open a new one");
            }
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    void inside(Runnable work) {
        inside(() -> {
            work.run();
            return null;
        });
    }

    void close() {
        lock.lock();
        closed = true;
        lock.unlock();
    }
}
