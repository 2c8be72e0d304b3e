package dev.pawl.engine;

import static java.util.Objects.requireNonNull;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.ProgressListener;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a listener on a thread of its own, so that no run ever waits for it: {@code builder.listener(QueuedListener.of(slow))}. The events
 * stand in a queue meanwhile, in the order in which they came; one for which there is no room is dropped and counted.
 *
 * <p>Whoever must not miss an event follows {@link WorkflowEngine#events} instead. What the listener throws is logged and forgotten.
 * Its thread is a daemon that begins with the first event and ends with {@link #close}. Thread-safe.
 */
public final class QueuedListener implements ProgressListener, AutoCloseable {
    /** How many events wait at most when nothing is said. */
    public static final int CAPACITY = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(QueuedListener.class);
    private static final long GRACE_MILLIS = 5_000;

    private final ProgressListener listener;
    private final BlockingQueue<Runnable> queue;
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private boolean isStarted; // guarded by this
    private volatile boolean isClosed;

    private QueuedListener(ProgressListener listener, int capacity) {
        this.listener = requireNonNull(listener, "listener");
        this.queue = new LinkedBlockingQueue<>(capacity);
        this.thread = new Thread(this::tell, "pawl-listener");
        thread.setDaemon(true);
    }

    /** With room for {@value #CAPACITY} events. */
    public static QueuedListener of(ProgressListener listener) {
        return of(listener, CAPACITY);
    }

    /** With room for so many events. */
    public static QueuedListener of(ProgressListener listener, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity < 1: " + capacity);
        }
        return new QueuedListener(listener, capacity);
    }

    @Override
    public void on(ProgressEvent event) {
        if (isClosed || !queue.offer(() -> listener.on(event))) {
            dropped.incrementAndGet();
            return;
        }
        if (!thread.isAlive()) {
            start();
        }
    }

    private synchronized void start() {
        if (!isStarted && !isClosed) {
            isStarted = true;
            thread.start();
        }
    }

    private void tell() {
        boolean goesOn = true;
        while (goesOn) {
            try {
                Runnable next = isClosed ? queue.poll() : queue.take();
                goesOn = next != null;
                if (goesOn) {
                    next.run();
                }
            } catch (InterruptedException e) {
                LOG.debug("interrupted, which only means that the queue may be closed", e);
            } catch (Throwable t) {
                LOG.warn("listener {} failed; the next event is told all the same", listener, t);
            }
        }
    }

    /** How many events found no room, or came after the close. */
    public long dropped() {
        return dropped.get();
    }

    /** Takes nothing more, and lets the listener hear for up to five seconds what stands in the queue. To be closed after the engine. */
    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
        }
        if (thread == Thread.currentThread()) {
            return;
        }
        // It may be waiting for the next event; when there is no room for this one, it is not.
        if (!queue.offer(() -> {})) {
            LOG.debug("listener {} is behind when it is closed", listener);
        }
        try {
            TimeUnit.MILLISECONDS.timedJoin(thread, GRACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("listener {} has not come to the last {} events before it was closed", listener, queue.size() - 1);
            queue.clear();
            thread.interrupt();
        }
    }

    @Override
    public String toString() {
        return "queued " + listener;
    }
}
