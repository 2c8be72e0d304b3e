package dev.pawl.sqlite;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How the file is used. Immutable.
 *
 * @param synchronous how hard a commit is
 * @param busyTimeout how long to wait for another process that holds the lock of the file; default 20 seconds
 * @param takeOverAfter how long another process may be silent before this one takes over its runs, and this one before others do; default 30
 *     seconds. One that has ended is noticed at once
 * @param readers how many reads may go on at a time; default 3
 * @param schedule how often the store is backed up while it is open; by default never
 * @param pruning what is kept of runs that have ended, and how often the others are deleted; by default never
 */
public record SqliteOptions(
        Synchronous synchronous,
        Duration busyTimeout,
        Duration takeOverAfter,
        int readers,
        Optional<BackupSchedule> schedule,
        Optional<RetentionSchedule> pruning) {
    private static final SqliteOptions DEFAULTS = new SqliteOptions(
            Synchronous.FULL, Duration.ofSeconds(20), Duration.ofSeconds(30), 3, Optional.empty(), Optional.empty());

    /** How hard a commit is. */
    public enum Synchronous {
        /** What is acknowledged survives a loss of power. The default. */
        FULL,
        /** Faster: a loss of power may take the last commits; a crash of the process takes nothing, and nothing is ever damaged. */
        NORMAL
    }

    public SqliteOptions {
        requireNonNull(synchronous, "synchronous");
        requireNonNull(busyTimeout, "busyTimeout");
        requireNonNull(schedule, "schedule");
        requireNonNull(pruning, "pruning");
        if (busyTimeout.isNegative() || busyTimeout.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("busyTimeout is not between 0 and 24 days: " + busyTimeout);
        }
        requireNonNull(takeOverAfter, "takeOverAfter");
        if (takeOverAfter.toMillis() < 1_000 || takeOverAfter.toDays() > 1) {
            throw new IllegalArgumentException("takeOverAfter is not between 1 second and 1 day: " + takeOverAfter);
        }
        if (readers < 1 || readers > 64) {
            throw new IllegalArgumentException("readers is not between 1 and 64: " + readers);
        }
    }

    public static SqliteOptions defaults() {
        return DEFAULTS;
    }

    public SqliteOptions withSynchronous(Synchronous choice) {
        return new SqliteOptions(choice, busyTimeout, takeOverAfter, readers, schedule, pruning);
    }

    public SqliteOptions withBusyTimeout(Duration limit) {
        return new SqliteOptions(synchronous, limit, takeOverAfter, readers, schedule, pruning);
    }

    /** A process that is stopped, or hangs, for so long loses its runs to others; what it then still records of them is refused. */
    public SqliteOptions withTakeOverAfter(Duration silence) {
        return new SqliteOptions(synchronous, busyTimeout, silence, readers, schedule, pruning);
    }

    public SqliteOptions withReaders(int count) {
        return new SqliteOptions(synchronous, busyTimeout, takeOverAfter, count, schedule, pruning);
    }

    /**
     * Backs the store up on a thread of its own whenever its newest backup is older than that, also when an earlier process has made
     * it. One that fails is logged, told to the listener of the backups and tried again; runs do not notice.
     */
    public SqliteOptions withBackups(SqliteBackups backups, Duration every) {
        return new SqliteOptions(
                synchronous,
                busyTimeout,
                takeOverAfter,
                readers,
                Optional.of(new BackupSchedule(backups, every)),
                pruning);
    }

    /**
     * Deletes what need not be kept, on a thread of its own: when the store is opened, and whenever that long has passed since. See
     * {@link SqliteRepository#prune}. When it fails, that is logged and tried again; runs do not notice.
     */
    public SqliteOptions withRetention(Retention retention, Duration every) {
        return new SqliteOptions(
                synchronous,
                busyTimeout,
                takeOverAfter,
                readers,
                schedule,
                Optional.of(new RetentionSchedule(retention, every)));
    }
}
