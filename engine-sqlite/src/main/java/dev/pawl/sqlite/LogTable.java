package dev.pawl.sqlite;

import dev.pawl.event.EventFilter;
import dev.pawl.store.LogRow;
import dev.pawl.store.RowFilter;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The log of all runs. Confined to its session. */
final class LogTable {
    private static final String COLUMNS = "position, run, seq, millis, type, path, attempt, event, delta, crc";

    private final Session session;

    LogTable(Session session) {
        this.session = session;
    }

    private static final String INSERT_FENCED = """
            INSERT INTO log (position, run, seq, millis, type, path, attempt, event, delta, crc)
            SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM run WHERE number = ?2 AND epoch = ?11 AND owner <> ''
            """;

    /** Writes a row at that position, if the epoch is still the run's newest and somebody carries it; says whether it was. */
    boolean insert(LogRow row, long position, long epoch) throws SQLException {
        PreparedStatement statement = session.prepared(INSERT_FENCED);
        bind(statement, row, position);
        statement.setLong(11, epoch);
        return session.update(statement) == 1;
    }

    private static final String INSERT_FIRST = """
            INSERT INTO log (position, run, seq, millis, type, path, attempt, event, delta, crc)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    /** Writes the first row of a new run. */
    void insertFirst(LogRow row, long position) throws SQLException {
        PreparedStatement statement = session.prepared(INSERT_FIRST);
        bind(statement, row, position);
        session.update(statement);
    }

    private void bind(PreparedStatement statement, LogRow row, long position) throws SQLException {
        statement.setLong(1, position);
        statement.setLong(2, row.run());
        statement.setLong(3, row.seq());
        statement.setLong(4, row.millis());
        statement.setString(5, row.type());
        statement.setString(6, row.path());
        statement.setInt(7, row.attempt());
        statement.setString(8, row.event());
        statement.setBytes(9, row.delta());
        statement.setLong(10, crc(row, position));
    }

    private static final String LAST_POSITION = "SELECT max(position) FROM log";

    long lastPosition() throws SQLException {
        try (ResultSet rows = session.prepared(LAST_POSITION).executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static final String LAST_SEQ = "SELECT max(seq) FROM log WHERE run = ?";

    long lastSeq(long run) throws SQLException {
        PreparedStatement statement = session.prepared(LAST_SEQ);
        statement.setLong(1, run);
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static final String TYPES = "SELECT type FROM log WHERE run = ? AND seq > ?";

    /** Whether the run has a row after that seq of a type that is none of those. */
    boolean hasOther(long run, long afterSeq, Set<String> types) throws SQLException {
        PreparedStatement statement = session.prepared(TYPES);
        statement.setLong(1, run);
        statement.setLong(2, afterSeq);
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                if (!types.contains(rows.getString(1))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static final String READ = "SELECT " + COLUMNS + " FROM log WHERE run = ? AND seq > ? ORDER BY seq LIMIT ?";

    List<LogRow> read(long run, long afterSeq, int max) throws SQLException {
        PreparedStatement statement = session.prepared(READ);
        statement.setLong(1, run);
        statement.setLong(2, afterSeq);
        statement.setInt(3, max);
        List<LogRow> rows = rows(statement);
        long expected = Math.max(afterSeq, 0) + 1;
        for (LogRow row : rows) {
            if (row.seq() != expected || row.run() != run) {
                throw Corrupt.gap(run, expected, row.seq());
            }
            expected++;
        }
        return rows;
    }

    private static final String FIND = "SELECT " + COLUMNS + " FROM log WHERE position = ?";

    List<LogRow> at(long position) throws SQLException {
        PreparedStatement statement = session.prepared(FIND);
        statement.setLong(1, position);
        return rows(statement);
    }

    private static final String OF_TYPE = "SELECT " + COLUMNS + """
             FROM log
            WHERE run = ?1 AND seq > ?2 AND seq < ?3 AND type = ?4
              AND (?5 = '' OR path = ?5 OR substr(path, 1, length(?5) + 1) IN (?5 || '/', ?5 || '['))
            ORDER BY seq\s""";

    /** Rows of one type, which need not follow each other. */
    List<LogRow> find(RowFilter filter, int max) throws SQLException {
        PreparedStatement statement = session.prepared(OF_TYPE + (filter.newestFirst() ? "DESC LIMIT ?6" : "LIMIT ?6"));
        statement.setLong(1, filter.run());
        statement.setLong(2, filter.after());
        statement.setLong(3, filter.before());
        statement.setString(4, filter.type());
        statement.setString(5, filter.path());
        statement.setInt(6, Math.max(0, max));
        return rows(statement);
    }

    private static final String FOLLOW_ALL = "SELECT " + COLUMNS + """
             FROM log
            WHERE position > ?
              AND run NOT IN (SELECT run FROM dropped WHERE NOT EXISTS (SELECT 1 FROM run WHERE number = dropped.run))
            ORDER BY position LIMIT ?
            """;

    private static final String FOLLOW = """
            SELECT log.position, log.run, log.seq, log.millis, log.type, log.path, log.attempt, log.event, log.delta, log.crc
            FROM log CROSS JOIN run ON run.number = log.run
            WHERE log.position > ?1 AND (?2 = '' OR run.subject = ?2) AND (?3 = '' OR run.queue = ?3)
            ORDER BY log.position LIMIT ?4
            """;

    List<LogRow> follow(EventFilter filter, long afterPosition, int max) throws SQLException {
        if (filter.equals(EventFilter.all())) {
            PreparedStatement statement = session.prepared(FOLLOW_ALL);
            statement.setLong(1, afterPosition);
            statement.setInt(2, max);
            return rows(statement);
        }
        PreparedStatement statement = session.prepared(FOLLOW);
        statement.setLong(1, afterPosition);
        statement.setString(2, filter.subject());
        statement.setString(3, filter.queue());
        statement.setInt(4, max);
        return rows(statement);
    }

    private static final String LAST_SIZES =
            "SELECT octet_length(event) + octet_length(delta) FROM log WHERE run = ? ORDER BY seq DESC LIMIT ?";

    /** How many of the last rows of a run, at most that many, have no more than so many bytes together; one is always enough. */
    int countLast(long run, int max, long bytes) throws SQLException {
        PreparedStatement statement = session.prepared(LAST_SIZES);
        statement.setLong(1, run);
        statement.setInt(2, max);
        int count = 0;
        long sum = 0;
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                sum += rows.getLong(1);
                if (sum > bytes && count > 0) {
                    return count;
                }
                count++;
            }
        }
        return count;
    }

    private static final String DELETE_LAST = """
            DELETE FROM log
            WHERE position IN (SELECT position FROM log WHERE run = ?1 ORDER BY seq DESC LIMIT ?2)
              AND NOT EXISTS (SELECT 1 FROM run WHERE number = ?1)
            """;

    /**
     * Deletes the last rows of a run that is not there any more, at most that many, and returns how many; what is left has no gap. Of a
     * run that is there nothing is deleted.
     */
    int deleteLast(long run, int max) throws SQLException {
        PreparedStatement statement = session.prepared(DELETE_LAST);
        statement.setLong(1, run);
        statement.setInt(2, max);
        return session.update(statement);
    }

    private List<LogRow> rows(PreparedStatement statement) throws SQLException {
        List<LogRow> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(Corrupt.unless("log", rows, 1, () -> row(rows)));
            }
        }
        return found;
    }

    private LogRow row(ResultSet rows) throws SQLException {
        byte[] delta = rows.getBytes(9);
        LogRow row = new LogRow(
                rows.getLong(2),
                rows.getLong(3),
                rows.getLong(1),
                rows.getLong(4),
                rows.getString(5),
                rows.getString(6),
                rows.getInt(7),
                rows.getString(8),
                delta == null ? LogRow.NO_DELTA : delta);
        Corrupt.check(crc(row, row.position()), rows.getLong(10), "log", row.position());
        return row;
    }

    private long crc(LogRow row, long position) {
        return session.checksum()
                .add(position)
                .add(row.run())
                .add(row.seq())
                .add(row.millis())
                .add(row.type())
                .add(row.path())
                .add(row.attempt())
                .add(row.event())
                .add(row.delta())
                .end();
    }
}
