package dev.pawl.sqlite;

import dev.pawl.store.StoreException.Reason;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads through the whole store once after it has been opened, beside everything else, and tells {@link Damage} what is wrong with it.
 * A checksum tells of a row that is read; that a row is missing in an index, or a page among the others, is told by nobody
 * but SQLite's own check, which looks at a table and its indexes as a whole. Then come the rows, and the logs, in portions.
 *
 * <p>Whoever reads keeps the write-ahead log from being used anew. Portions are short; the check of a table that lets the log grow too
 * long is given up, and tried again later. Thread-safe.
 */
final class Survey {
    private static final Logger LOG = LoggerFactory.getLogger(Survey.class);
    private static final long LONGEST_GROWTH = Connector.LONGEST_WAL / 2;
    private static final int PORTION = 500;
    private static final int TRIES = 5;
    private static final int PEACE_SECONDS = 1;

    private final Connector connector;
    private final Damage damage;
    private final Thread thread;
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile boolean closed;
    private volatile boolean over;
    private long longestWal;

    Survey(Connector connector, Damage damage) {
        this.connector = connector;
        this.damage = damage;
        thread = new Thread(this::work, "pawl-survey");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether all of the store has been looked at. */
    boolean isOver() {
        return over;
    }

    /** Waits for its end, and not for its beginning. */
    void await() {
        begun.countDown();
        Threads.join(thread);
    }

    /** Who has just opened a store has other things to do, and may close it again at once. */
    private boolean mayBegin() {
        try {
            return !begun.await(PEACE_SECONDS, TimeUnit.SECONDS) || !closed;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void work() {
        if (mayBegin()) {
            readThrough();
        }
    }

    private void readThrough() {
        try (Session session = connector.reader()) {
            session.stopWhen(this::isToStop);
            List<RowCheck> tables = RowCheck.ofAllTables(session);
            for (RowCheck table : tables) {
                pages(session, table);
            }
            for (RowCheck table : tables) {
                rows(session, table);
            }
            logs(session);
            strayLogs(session);
            over = !closed;
        } catch (SQLException e) {
            failed(e, "The survey of {} has not come to its end");
        } catch (RuntimeException e) {
            LOG.warn("The survey of {} has not come to its end, and this is a mistake of Pawl", connector.file(), e);
        }
    }

    private boolean isToStop() {
        return closed || connector.file().walSize() > longestWal;
    }

    /** What has been said of damage is enough; what is to stop has not failed. */
    private void failed(SQLException error, String what) {
        if (SqlFailure.reason(error) == Reason.CORRUPT) {
            damage.found("it cannot be read: " + error.getMessage());
        } else if (!closed) {
            LOG.warn(what, connector.file(), error);
        }
    }

    private void pages(Session session, RowCheck table) {
        for (int left = TRIES; left > 0 && !closed; left--) {
            mayGrow();
            try (ResultSet found = session.prepared("PRAGMA integrity_check(" + table.table() + ")")
                    .executeQuery()) {
                while (found.next()) {
                    if (!found.getString(1).equals("ok")) {
                        damage.found(
                                "in the table " + table.table() + ": " + found.getString(1) + "; restore a backup");
                    }
                }
                return;
            } catch (SQLException e) {
                if (!isToStop()) {
                    failed(e, "A table of {} could not be checked");
                    return;
                }
            }
        }
        if (!closed) {
            LOG.warn(
                    "The table {} of {} is written so much that it could not be checked; a backup can be",
                    table.table(),
                    connector.file());
        }
    }

    /** How long the write-ahead log may become while something is read. */
    private void mayGrow() {
        longestWal = connector.file().walSize() + LONGEST_GROWTH;
    }

    private void rows(Session session, RowCheck table) {
        try {
            List<Object> after = List.of();
            // Where keys are damaged, one might go round in circles.
            long left = session.askNumber("SELECT count(*) FROM " + table.table()) / PORTION + 1;
            do {
                mayGrow();
                after = portion(session, table, after);
                left--;
            } while (!after.isEmpty() && left > 0 && !closed);
        } catch (SQLException e) {
            failed(e, "The rows of a table of {} could not be read");
        }
    }

    /** Returns the key of the last row; empty when there are no more. */
    private List<Object> portion(Session session, RowCheck table, List<Object> after) throws SQLException {
        PreparedStatement statement = session.prepared(table.portion(!after.isEmpty()));
        for (int i = 0; i < after.size(); i++) {
            statement.setObject(i + 1, after.get(i));
        }
        statement.setInt(after.size() + 1, PORTION);
        List<Object> last = List.of();
        int count = 0;
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                last = table.key(row);
                count++;
                if (!table.isSound(row, session.checksum())) {
                    damage.met(Corrupt.row(table.table(), table.named(row)));
                }
            }
        }
        return count < PORTION ? List.of() : last;
    }

    private static final String GAPS = """
            SELECT run.number, count(log.seq), max(log.seq) FROM run LEFT JOIN log ON log.run = run.number
            WHERE run.number > ?1 AND run.number <= ?1 + ?2
            GROUP BY run.number HAVING count(log.seq) = 0 OR min(log.seq) <> 1 OR max(log.seq) <> count(log.seq)
            """;

    private void logs(Session session) {
        try {
            PreparedStatement statement = session.prepared(GAPS);
            long oldest = session.askNumber("SELECT min(number) FROM run");
            long newest = session.askNumber("SELECT max(number) FROM run");
            for (long after = oldest - 1; after < newest && !closed; after += PORTION) {
                mayGrow();
                statement.setLong(1, after);
                statement.setInt(2, PORTION);
                try (ResultSet gap = statement.executeQuery()) {
                    while (gap.next()) {
                        damage.found("the log of run " + gap.getLong(1) + " has " + gap.getLong(2)
                                + " rows, of which the last is seq " + gap.getLong(3) + "; restore a backup");
                    }
                }
            }
        } catch (SQLException e) {
            failed(e, "The logs of {} could not be read");
        }
    }

    /** The next runs that have a log, each found in the index, and whether it is known that they have. */
    private static final String LOGGED = """
            WITH RECURSIVE logged(run, nth) AS (
              SELECT min(run), 1 FROM log WHERE run > ?1
              UNION ALL
              SELECT (SELECT min(log.run) FROM log WHERE log.run > logged.run), nth + 1 FROM logged
              WHERE logged.run IS NOT NULL AND nth < ?2
            )
            SELECT logged.run, EXISTS (SELECT 1 FROM run WHERE run.number = logged.run)
              OR EXISTS (SELECT 1 FROM dropped WHERE dropped.run = logged.run)
            FROM logged WHERE logged.run IS NOT NULL
            """;

    private void strayLogs(Session session) {
        try {
            PreparedStatement statement = session.prepared(LOGGED);
            long last = Long.MIN_VALUE;
            int count;
            do {
                mayGrow();
                statement.setLong(1, last);
                statement.setInt(2, PORTION);
                count = 0;
                try (ResultSet logged = statement.executeQuery()) {
                    while (logged.next()) {
                        last = logged.getLong(1);
                        count++;
                        if (!logged.getBoolean(2)) {
                            damage.found("there is a log of run " + last + ", but no such run; restore a backup");
                        }
                    }
                }
            } while (count == PORTION && !closed);
        } catch (SQLException e) {
            failed(e, "The logs of {} could not be read");
        }
    }

    /** Stops it, and waits for its end. */
    void close() {
        closed = true;
        await();
    }
}
