package dev.pawl.sqlite;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How the file is used. Immutable.
 *
 * @param synchronous how hard a commit is
 * @param busyTimeout how long to wait for another process that holds the lock of the file; default 20 seconds
 * @param readers how many reads may go on at a time; default 3
 * @param schedule how often the store is backed up while it is open; by default never
 * @param pruning what is kept of runs that have ended, and how often the others are deleted; by default never
 */
public record SqliteOptions(
        Synchronous synchronous,
        Duration busyTimeout,
        int readers,
        Optional<BackupSchedule> schedule,
        Optional<RetentionSchedule> pruning) {
    private static final SqliteOptions DEFAULTS =
            new SqliteOptions(Synchronous.FULL, Duration.ofSeconds(20), 3, Optional.empty(), Optional.empty());

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
        if (readers < 1 || readers > 64) {
            throw new IllegalArgumentException("readers is not between 1 and 64: " + readers);
        }
    }

    public static SqliteOptions defaults() {
        return DEFAULTS;
    }

    public SqliteOptions withSynchronous(Synchronous choice) {
        return new SqliteOptions(choice, busyTimeout, readers, schedule, pruning);
    }

    public SqliteOptions withBusyTimeout(Duration limit) {
        return new SqliteOptions(synchronous, limit, readers, schedule, pruning);
    }

    public SqliteOptions withReaders(int count) {
        return new SqliteOptions(synchronous, busyTimeout, count, schedule, pruning);
    }

    /**
     * Backs the store up on a thread of its own whenever its newest backup is older than that, also when an earlier process has made
     * it. One that fails is logged, told to the listener of the backups and tried again; runs do not notice.
     */
    public SqliteOptions withBackups(SqliteBackups backups, Duration every) {
        return new SqliteOptions(
                synchronous, busyTimeout, readers, Optional.of(new BackupSchedule(backups, every)), pruning);
    }

    /**
     * Deletes what need not be kept, on a thread of its own: when the store is opened, and whenever that long has passed since. See
     * {@link SqliteRepository#prune}. When it fails, that is logged and tried again; runs do not notice.
     */
    public SqliteOptions withRetention(Retention retention, Duration every) {
        return new SqliteOptions(
                synchronous, busyTimeout, readers, schedule, Optional.of(new RetentionSchedule(retention, every)));
    }
}
