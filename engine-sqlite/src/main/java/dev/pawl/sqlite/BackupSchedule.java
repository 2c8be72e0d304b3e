package dev.pawl.sqlite;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * That a store is backed up from time to time while it is open. Immutable.
 *
 * @param backups where to, and how many are kept
 * @param every how old the newest backup may become before there is another
 */
public record BackupSchedule(SqliteBackups backups, Duration every) {
    public BackupSchedule {
        requireNonNull(backups, "backups");
        requireNonNull(every, "every");
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("every is not positive: " + every);
        }
    }
}
