package dev.pawl.sqlite;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has something done again and again, on a thread of its own; when it fails, again after a while. The hour is looked at once a minute at
 * least, because clocks are put right and machines sleep. Thread-safe.
 */
final class Recurring {
    private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);
    private static final long LOOK = TimeUnit.MINUTES.toNanos(1);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int TRIES = 10;

    private final Duration every;
    private final Clock clock;
    private final Supplier<Instant> first;
    private final Work work;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ending = lock.newCondition();
    private boolean closed; // guarded by lock

    /** What is done, and logs by itself what goes wrong; whether it went well. */
    @FunctionalInterface
    interface Work {
        /** @param pause how long it will be until the next try, when this one fails */
        boolean isDone(Duration pause);
    }

    /**
     * @param name of the thread
     * @param first when it is done first; asked on the thread
     */
    Recurring(String name, Duration every, Clock clock, Supplier<Instant> first, Work work) {
        this.every = every;
        this.clock = clock;
        this.first = first;
        this.work = work;
        thread = new Thread(this::goOn, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void goOn() {
        Instant next = first.get();
        while (awaits(next)) {
            next = clock.instant().plus(work.isDone(pause()) ? every : pause());
        }
    }

    /** A tenth of the time, a minute at least, but never longer than after a good one. */
    private Duration pause() {
        Duration tenth = every.dividedBy(TRIES);
        Duration pause = tenth.compareTo(PAUSE) < 0 ? PAUSE : tenth;
        return pause.compareTo(every) < 0 ? pause : every;
    }

    /** Waits until then; says whether it goes on. */
    private boolean awaits(Instant due) {
        Instant next = due;
        lock.lock();
        try {
            while (!closed) {
                Instant now = clock.instant();
                // Where the clock was put back, nobody waits longer than from one to the next.
                Instant latest = now.plus(every);
                next = next.isAfter(latest) ? latest : next;
                if (!next.isAfter(now)) {
                    return true;
                }
                Duration left = Duration.between(now, next);
                ending.awaitNanos(left.toDays() > 0 ? LOOK : Math.min(LOOK, left.toNanos()));
            }
            return false;
        } catch (InterruptedException e) {
            // Nobody but a stranger does that: the thread ends, and the store goes on.
            LOG.warn("The thread {} was interrupted; it ends until the store is opened again", thread.getName());
            return false;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            ending.signalAll();
        } finally {
            lock.unlock();
        }
        if (Thread.currentThread() != thread) {
            Threads.join(thread);
        }
    }
}
