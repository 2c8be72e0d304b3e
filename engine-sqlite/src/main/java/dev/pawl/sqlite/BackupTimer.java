package dev.pawl.sqlite;

import dev.pawl.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a backup made whenever the newest one has become too old, also one that an earlier or another process has made. Thread-safe.
 */
final class BackupTimer {
    private static final Logger LOG = LoggerFactory.getLogger(BackupTimer.class);

    private final BackupDesk desk;
    private final BackupSchedule schedule;
    private final Clock clock;
    private final Recurring recurring;

    BackupTimer(BackupDesk desk, BackupSchedule schedule, Clock clock) {
        this.desk = desk;
        this.schedule = schedule;
        this.clock = clock;
        recurring = new Recurring("pawl-backup", schedule.every(), clock, this::first, this::isMade);
    }

    void start() {
        recurring.start();
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

    private boolean isMade(Duration pause) {
        try {
            if (wasMadeElsewhere()) {
                return true;
            }
            desk.make(schedule.backups());
            return true;
        } catch (StoreException e) {
            if (e.reason() != StoreException.Reason.CLOSED) {
                LOG.warn("There is no new backup; the next try is in {}", pause, e);
            }
        } catch (RuntimeException e) {
            LOG.warn("There is no new backup, and this is a mistake of Pawl; the next try is in {}", pause, e);
        }
        return false;
    }

    /** Whether another process with this store was faster; a backup of the future is none. */
    private boolean wasMadeElsewhere() {
        Instant now = clock.instant();
        Instant next = first();
        return next.isAfter(now) && !next.isAfter(now.plus(schedule.every()));
    }

    void close() {
        recurring.close();
    }
}
