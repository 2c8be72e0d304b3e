package dev.pawl.sqlite;

import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Reads all of a database that nobody writes, and says the first thing that is wrong with it. Nothing in it is trusted: it may come
 * from anywhere. First its tables are held against ours, text by text; from then on it can have no trigger or view to run. Confined
 * to one thread.
 */
final class Inspection {
    private static final int TOLD = 20;

    /** Hears how many rows of how many have been read. */
    @FunctionalInterface
    interface Progress {
        void verified(long rows, long of);
    }

    private final StoreFile file;
    private final String doing;
    private BooleanSupplier stop = () -> false;
    private Progress progress = (rows, of) -> {};
    private long total;
    private long seen;

    /** @param doing what fails when it is not sound, for the message */
    Inspection(StoreFile file, String doing) {
        this.file = file;
        this.doing = doing;
    }

    /** Gives up when that becomes true. */
    Inspection stopWhen(BooleanSupplier condition) {
        stop = condition;
        return this;
    }

    /** Tells how many rows of how many have been read. */
    Inspection telling(Progress listener) {
        progress = listener;
        return this;
    }

    BackupContents run() {
        try (Session session = new Connector(file, SqliteOptions.defaults()).probe()) {
            session.stopWhen(stop);
            int version = version(session);
            Optional<String> difference = Schema.difference(session, version);
            if (difference.isPresent()) {
                throw foreign(difference.get());
            }
            soundPages(session);
            List<RowCheck> checks = RowCheck.ofAllTables(session);
            for (RowCheck check : checks) {
                total += session.askNumber("SELECT count(*) FROM " + check.table());
            }
            long runs = 0;
            long events = 0;
            for (RowCheck check : checks) {
                long rows = rows(session, check);
                runs += check.table().equals("run") ? rows : 0;
                events += check.table().equals("log") ? rows : 0;
            }
            soundLogs(session);
            return new BackupContents(version, runs, events, seen);
        } catch (SQLException e) {
            throw of(e);
        }
    }

    private int version(Session session) throws SQLException {
        if (session.ask("PRAGMA journal_mode").equals("wal")) {
            throw foreign(
                    "it is in WAL mode: no backup, but a store or a copy of one, of which its log may be missing");
        }
        long application = session.askNumber("PRAGMA application_id");
        if (application != Schema.APPLICATION_ID) {
            throw foreign("it is a database of another program (application_id " + application + ")");
        }
        long version = session.askNumber("PRAGMA user_version");
        if (version > Schema.VERSION) {
            throw foreign("it was written by a newer version (schema " + version + ", this one knows " + Schema.VERSION
                    + "); use that version");
        }
        if (version < 1) {
            throw corrupt("it has no schema version");
        }
        return (int) version;
    }

    private void soundPages(Session session) throws SQLException {
        String sound = session.ask("PRAGMA integrity_check(1)");
        if (!sound.equals("ok")) {
            throw corrupt("SQLite finds it damaged: " + sound);
        }
        String orphan = session.ask("PRAGMA foreign_key_check");
        if (!orphan.isEmpty()) {
            throw corrupt("a row of the table " + orphan + " belongs to a run that is not there");
        }
    }

    private long rows(Session session, RowCheck check) throws SQLException {
        long rows = 0;
        long step = Math.max(1, total / TOLD);
        PreparedStatement statement = session.prepared(check.query());
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                if (!check.isSound(row, session.checksum())) {
                    throw corrupt("the row " + row.getString(1) + " of the table " + check.table()
                            + " is damaged: its checksum does not match");
                }
                rows++;
                seen++;
                if (seen % step == 0 || seen == total) {
                    tell();
                }
            }
        }
        return rows;
    }

    private void tell() {
        if (stop.getAsBoolean()) {
            throw stopped(null);
        }
        progress.verified(seen, total);
    }

    private static final String GAPS = """
            SELECT run, count(*), max(seq) FROM log GROUP BY run
            HAVING min(seq) <> 1 OR max(seq) <> count(*)
              OR run NOT IN (SELECT number FROM run UNION ALL SELECT run FROM dropped) LIMIT 1
            """;

    private void soundLogs(Session session) throws SQLException {
        try (ResultSet gap = session.prepared(GAPS).executeQuery()) {
            if (gap.next()) {
                throw corrupt("the log of run " + gap.getLong(1) + " is damaged: it has " + gap.getLong(2)
                        + " rows, of which the last is seq " + gap.getLong(3) + ", or there is no such run");
            }
        }
    }

    private StoreException of(SQLException error) {
        if (stop.getAsBoolean()) {
            return stopped(error);
        }
        Reason reason = SqlFailure.reason(error);
        String why = reason == Reason.FOREIGN ? "it is no database" : "it cannot be read: " + error.getMessage();
        return new StoreException(reason, "Cannot " + doing + ": " + why, error);
    }

    private StoreException stopped(SQLException cause) {
        return new StoreException(Reason.CLOSED, "Cannot " + doing + ": the store is being closed", cause);
    }

    private StoreException foreign(String why) {
        return new StoreException(Reason.FOREIGN, "Cannot " + doing + ": " + why);
    }

    private StoreException corrupt(String why) {
        return new StoreException(Reason.CORRUPT, "Cannot " + doing + ": " + why);
    }
}
