package dev.pawl.dispatch;

import dev.pawl.api.TimeSource;
import dev.pawl.store.RunQueue;
import dev.pawl.store.RunRow;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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
    private final TimeSource time;
    private final Consumer<RunRow> carry;
    private final BooleanSupplier left;
    private final Set<String> repeated;
    private final Runnable poll;
    private final Alarm alarm;
    private final Thread thread = new Thread(this::dispatch, "pawl-dispatcher");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int room; // guarded by lock
    private boolean queued = true; // whether there may be something to claim; guarded by lock
    private boolean closed; // guarded by lock
    private long pollAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS); // guarded by lock
    private volatile String trouble = "";

    /** Whether somebody's slot may be all that a run is waiting for. */
    private volatile boolean asksAgain;

    /**
     * @param room how many runs this engine carries at a time; 0 for none
     * @param carry takes a claimed run and returns at once; {@link #ended} is called when it is over
     * @param left whether there are runs in the queues that are neither carried nor over
     * @param repeated the types of rows that are no progress of a run
     * @param poll done again and again: looks for what other processes may have left
     */
    public Dispatcher(
            RunQueue queue,
            List<String> queues,
            String owner,
            int room,
            TimeSource time,
            Consumer<RunRow> carry,
            BooleanSupplier left,
            Set<String> repeated,
            Runnable poll) {
        this.queue = queue;
        this.queues = List.copyOf(queues);
        this.owner = owner;
        this.room = room;
        this.time = time;
        this.carry = carry;
        this.left = left;
        this.repeated = Set.copyOf(repeated);
        this.poll = poll;
        this.alarm = new Alarm(time, this::wake);
        thread.setDaemon(true);
    }

    public void start() {
        queue.join(owner);
        takeOver();
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
            queued |= asksAgain;
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

    /** Goes on whatever is thrown, even where there is no memory for a while: without this thread no run would begin any more. */
    private void dispatch() {
        boolean goesOn = true;
        while (goesOn) {
            try {
                goesOn = turn();
            } catch (Throwable t) {
                trouble = String.valueOf(t.getMessage());
                warn(t);
            }
        }
    }

    private static void warn(Throwable t) {
        try {
            LOG.warn("no run could be claimed or carried, which is tried again: {}", t.getMessage(), t);
        } catch (Throwable more) {
            t.addSuppressed(more);
        }
    }

    private boolean turn() {
        Turn turn = awaitTurn();
        if (turn == Turn.POLL) {
            try {
                takeOver();
            } finally {
                poll.run();
            }
        } else if (turn == Turn.CLAIM) {
            claim();
        }
        trouble = "";
        return turn != Turn.CLOSED;
    }

    private enum Turn {
        CLAIM,
        POLL,
        CLOSED
    }

    private void claim() {
        int free = takeAllRoom();
        if (free == 0) {
            return;
        }
        List<RunRow> claimed = List.of();
        long asked = now();
        try {
            claimed = queue.claim(queues, owner, asked, free);
        } finally {
            giveBack(free - claimed.size(), claimed.size() == free);
        }
        claimed.forEach(this::carry);
        if (claimed.size() < free) {
            asksAgain = left.getAsBoolean();
            alarm.setFor(queue.nextDue(queues, asked));
        }
    }

    /** A run that is claimed is not lost when there is no memory, or no thread to be had, for a moment. */
    private void carry(RunRow run) {
        try {
            carry.accept(run);
        } catch (Throwable t) {
            trouble = String.valueOf(t.getMessage());
            time.wakeAt(time.nanos() + TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS), () -> carry(run));
            warn(t);
        }
    }

    private void takeOver() {
        int back = queue.takeOver(now(), repeated);
        if (back > 0) {
            LOG.info("{} runs of an engine that is gone go on here", back);
        }
    }

    private long now() {
        return time.now().toEpochMilli();
    }

    /** Why nothing can be claimed at the moment; empty when all is well. */
    public String trouble() {
        return trouble;
    }

    private int takeAllRoom() {
        lock.lock();
        try {
            int free = room;
            room = 0;
            return free;
        } finally {
            lock.unlock();
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

    /** Waits until there is room and something to claim; every half second it is time to poll, and then to claim. */
    private Turn awaitTurn() {
        lock.lock();
        try {
            long left = pollAt - System.nanoTime();
            while (!closed && left > 0 && (room == 0 || !queued)) {
                left = awaitNanos(left);
            }
            if (closed) {
                return Turn.CLOSED;
            }
            if (left <= 0) {
                pollAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS);
                queued = true;
                return Turn.POLL;
            }
            queued = false;
            return Turn.CLAIM;
        } finally {
            lock.unlock();
        }
    }

    private long awaitNanos(long left) {
        try {
            return changed.awaitNanos(left);
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
        alarm.close();
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
