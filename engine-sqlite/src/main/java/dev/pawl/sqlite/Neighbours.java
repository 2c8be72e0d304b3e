package dev.pawl.sqlite;

import dev.pawl.store.StoreException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks ten times a second for what other processes have written, as nobody tells one of it. Thread-safe. */
final class Neighbours implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final Outbox outbox;
    private final Thread thread = new Thread(this::work, "pawl-neighbours");
    private volatile boolean closed;

    Neighbours(Outbox outbox) {
        this.outbox = outbox;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void work() {
        while (!closed) {
            LockSupport.parkNanos(this, PAUSE);
            // Whoever is told on this thread may have left that.
            Thread.interrupted();
            try {
                outbox.catchUp();
            } catch (StoreException e) {
                LOG.debug("what other processes have written cannot be read, which is tried again", e);
            } catch (Throwable t) {
                LOG.warn("what other processes have written could not be told, which is tried again", t);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        Threads.joinForAWhile(thread);
    }
}
