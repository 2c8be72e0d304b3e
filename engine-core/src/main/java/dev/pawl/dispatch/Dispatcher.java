package dev.pawl.dispatch;

import dev.pawl.store.RunQueue;
import dev.pawl.store.RunRow;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims runs while this engine has room for them, and asks again when a run was submitted, when one ended, and every half second.
 * Recovery is nothing else: at the start the runs of owners that are gone are put back, and then claimed like any other.
 *
 * <p>A wake-up that comes while the dispatcher is asking makes it ask once more, so none is lost. Thread-safe.
 */
public final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final long POLL_MILLIS = 500;

    private final RunQueue queue;
    private final List<String> queues;
    private final String owner;
    private final LongSupplier now;
    private final Consumer<RunRow> carry;
    private final Thread thread = new Thread(this::dispatch, "pawl-dispatcher");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int room; // guarded by lock
    private boolean queued = true; // whether there may be something to claim; guarded by lock
    private boolean closed; // guarded by lock

    /**
     * @param room how many runs this engine carries at a time
     * @param carry takes a claimed run and returns at once; {@link #ended} is called when it is over
     */
    public Dispatcher(
            RunQueue queue, List<String> queues, String owner, int room, LongSupplier now, Consumer<RunRow> carry) {
        this.queue = queue;
        this.queues = List.copyOf(queues);
        this.owner = owner;
        this.room = room;
        this.now = now;
        this.carry = carry;
        thread.setDaemon(true);
    }

    public void start() {
        queue.join(owner);
        int back = queue.takeOver(now.getAsLong());
        if (back > 0) {
            LOG.info("{} runs of an engine that is gone go on here", back);
        }
        thread.start();
    }

    /** Takes room for a run that is being submitted, so that the submit may claim it; false when there is none. */
    public boolean reserve() {
        lock.lock();
        try {
            if (room == 0 || closed) {
                return false;
            }
            room--;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** A run is over, or the room that was taken was not needed. */
    public void ended() {
        lock.lock();
        try {
            room++;
            if (queued) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A run may have become ready to be claimed. */
    public void wake() {
        lock.lock();
        try {
            queued = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void dispatch() {
        for (int free = awaitTurn(); free > 0; free = awaitTurn()) {
            List<RunRow> claimed = List.of();
            try {
                claimed = queue.claim(queues, owner, now.getAsLong(), free);
            } catch (RuntimeException e) {
                LOG.warn("no run could be claimed, which is tried again: {}", e.getMessage(), e);
            }
            giveBack(free - claimed.size(), claimed.size() == free);
            claimed.forEach(carry);
        }
    }

    /** @param more whether there may be more to claim than there was room for */
    private void giveBack(int notNeeded, boolean more) {
        lock.lock();
        try {
            room += notNeeded;
            queued |= more;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is room and something to claim, or room and half a second is over, and takes all the room; 0 when the
     * dispatcher was closed.
     */
    private int awaitTurn() {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS);
            while (!closed && (room == 0 || (!queued && left > 0))) {
                left = awaitNanos(left);
                // Without room the question is put off, not dropped: nobody else may wake the dispatcher for a run that
                // became due.
                queued |= left <= 0;
            }
            if (closed) {
                return 0;
            }
            int free = room;
            room = 0;
            queued = false;
            return free;
        } finally {
            lock.unlock();
        }
    }

    private long awaitNanos(long left) {
        try {
            if (left > 0) {
                return changed.awaitNanos(left);
            }
            changed.await();
        } catch (InterruptedException e) {
            LOG.debug("interrupted, which means nothing here", e);
        }
        return left;
    }

    /** Claims nothing more. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (thread.isAlive() && thread != Thread.currentThread()) {
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

    /** Puts back what this engine still holds; it may be claimed again at once, here or elsewhere. */
    public void leave() {
        queue.leave(owner);
    }
}
