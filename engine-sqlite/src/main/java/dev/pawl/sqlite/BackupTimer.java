package dev.pawl.sqlite;

import dev.pawl.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a backup made whenever the newest one has become too old, also one that an earlier process has made; when one fails, again after
 * a while. The hour is looked at once a minute at least, because clocks are put right and machines sleep. Thread-safe.
 */
final class BackupTimer {
    private static final Logger LOG = LoggerFactory.getLogger(BackupTimer.class);
    private static final long LOOK = TimeUnit.MINUTES.toNanos(1);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int TRIES = 10;

    private final BackupDesk desk;
    private final BackupSchedule schedule;
    private final Clock clock;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ending = lock.newCondition();
    private boolean closed; // guarded by lock

    BackupTimer(BackupDesk desk, BackupSchedule schedule, Clock clock) {
        this.desk = desk;
        this.schedule = schedule;
        this.clock = clock;
        thread = new Thread(this::work, "pawl-backup");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void work() {
        Instant next = first();
        while (awaits(next)) {
            next = clock.instant().plus(make() ? schedule.every() : pause());
        }
    }

    /** When the first one is due. */
    Instant first() {
        try {
            return schedule.backups().of(desk.store()).stream()
                    .findFirst()
                    .map(newest -> newest.made().plus(schedule.every()))
                    .orElse(Instant.MIN);
        } catch (StoreException e) {
            LOG.warn(
                    "The backups in {} cannot be listed; one is made now",
                    schedule.backups().folder(),
                    e);
            return Instant.MIN;
        }
    }

    private boolean make() {
        try {
            desk.make(schedule.backups());
            return true;
        } catch (StoreException e) {
            if (e.reason() != StoreException.Reason.CLOSED) {
                LOG.warn("There is no new backup; the next try is in {}", pause(), e);
            }
        } catch (RuntimeException e) {
            LOG.warn("There is no new backup, and this is a mistake of Pawl; the next try is in {}", pause(), e);
        }
        return false;
    }

    /** A tenth of the time, a minute at least, but never longer than after a good one. */
    private Duration pause() {
        Duration tenth = schedule.every().dividedBy(TRIES);
        Duration pause = tenth.compareTo(PAUSE) < 0 ? PAUSE : tenth;
        return pause.compareTo(schedule.every()) < 0 ? pause : schedule.every();
    }

    /** Waits until then; says whether it goes on. */
    private boolean awaits(Instant due) {
        Instant next = due;
        lock.lock();
        try {
            while (!closed) {
                Instant now = clock.instant();
                // Where the clock was put back, nobody waits longer than from one to the next.
                Instant latest = now.plus(schedule.every());
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
            LOG.warn(
                    "The thread of the backups was interrupted; there will be no more until the store is opened again");
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
