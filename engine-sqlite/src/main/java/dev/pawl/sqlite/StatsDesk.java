package dev.pawl.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Reads what is to be said of a store. Thread-safe. */
record StatsDesk(StoreFile file, Readers readers, GroupWriter writer, BackupDesk backups) {
    StoreStats stats() {
        // A folder may be far away: no reader is held while it is listed.
        Optional<Instant> lastBackup = backups.newest().map(Backup::made);
        return readers.read(tables -> stats(tables, lastBackup));
    }

    private StoreStats stats(Tables tables, Optional<Instant> lastBackup) throws SQLException {
        Session session = tables.session();
        long used = tables.ended().usedBytes();
        long pages = session.askNumber("PRAGMA page_count") * session.askNumber("PRAGMA page_size");
        return new StoreStats(
                fileBytes(),
                file.walSize(),
                used,
                Math.max(0, pages - used),
                tables.counts().byStatus(),
                tables.log().lastPosition(),
                hour(tables.ended().firstEnd()),
                hour(tables.ended().lastEnd()),
                tables.owners().count(),
                writer.commits(),
                lastBackup,
                (int) session.askNumber("PRAGMA user_version"),
                session.ask("SELECT sqlite_version()"));
    }

    private long fileBytes() {
        try {
            return file.size();
        } catch (IOException e) {
            throw FileFailure.of(e, "read the size of " + file);
        }
    }

    private static Optional<Instant> hour(long millis) {
        return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
