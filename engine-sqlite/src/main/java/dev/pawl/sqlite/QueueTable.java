package dev.pawl.sqlite;

import static java.util.Objects.requireNonNull;

import dev.pawl.store.RunSpec;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;

/** The settings of queues, and whether one more of their runs may be carried. Confined to its session. */
final class QueueTable {
    private final Session session;

    QueueTable(Session session) {
        this.session = session;
    }

    private static final String ONE = "SELECT run_limit, capacity, paused, crc FROM queue WHERE name = ?";

    /** The defaults when nobody has said anything. */
    QueueSettings settings(String queue) throws SQLException {
        PreparedStatement statement = session.prepared(ONE);
        statement.setString(1, queue);
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? settings(queue, rows) : QueueSettings.DEFAULT;
        }
    }

    private static final String ALL = "SELECT run_limit, capacity, paused, crc, name FROM queue";

    /** By name, those of which somebody has said something. */
    SortedMap<String, QueueSettings> all() throws SQLException {
        SortedMap<String, QueueSettings> all = new TreeMap<>();
        try (ResultSet rows = session.prepared(ALL).executeQuery()) {
            while (rows.next()) {
                String name = Corrupt.unless("queue", rows, 5, () -> requireNonNull(rows.getString(5), "name"));
                all.put(name, settings(name, rows));
            }
        }
        return all;
    }

    private static final String ROOM = """
            SELECT run_limit, capacity, paused, crc, carried
            FROM (SELECT count(*) AS carried FROM run WHERE queue = ?1 AND owner <> '')
            LEFT JOIN queue ON queue.name = ?1
            """;

    /** Whether one more run of the queue may be carried. */
    boolean hasRoom(String queue) throws SQLException {
        PreparedStatement statement = session.prepared(ROOM);
        statement.setString(1, queue);
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() && hasRoom(queue, rows);
        }
    }

    private static final String ROOM_FOR_A_NEW_ONE =
            """
            SELECT run_limit, capacity, paused, crc, carried,
              CASE
                WHEN EXISTS (SELECT 1 FROM run WHERE owner = ?6 AND strikes > 1 AND owner <> '') THEN 0
                WHEN EXISTS (
                  SELECT 1 FROM run WHERE queue = ?1 AND status = 'QUEUED' AND due < 0
            """ + RunSearch.MAY_START + """
            ) THEN 0
                WHEN paused = 1 OR carried >= coalesce(run_limit, ?5) THEN 0
                WHEN EXISTS (
                  SELECT 1 FROM run WHERE concurrency_key = ?4 AND concurrency_key <> '' AND owner <> '') THEN 0
                WHEN EXISTS (
                  SELECT 1 FROM run
                  WHERE queue = ?1 AND status = 'QUEUED' AND due = 0 AND priority >= ?2
            """ + RunSearch.MAY_START + """
            ) THEN 0
                WHEN EXISTS (
                  SELECT 1 FROM run
                  WHERE queue = ?1 AND due > 0 AND due <= ?3 AND status IN ('QUEUED', 'WAITING') AND priority >= ?2
            """ + RunSearch.MAY_START + """
            ) THEN 0
                ELSE 1
              END
            FROM (SELECT count(*) AS carried FROM run WHERE queue = ?1 AND owner <> '')
            LEFT JOIN queue ON queue.name = ?1
            """;

    /**
     * Whether a run that is submitted now may be carried at once by that owner: there is room, nobody who may start is ahead of it, and the
     * owner carries nothing that has to be alone.
     */
    boolean hasRoomForNew(RunSpec spec, String owner) throws SQLException {
        PreparedStatement statement = session.prepared(ROOM_FOR_A_NEW_ONE);
        statement.setString(1, spec.queue());
        statement.setInt(2, spec.priority());
        statement.setLong(3, spec.created());
        statement.setString(4, spec.concurrencyKey());
        statement.setInt(5, QueueSettings.DEFAULT.limit());
        statement.setString(6, owner);
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() && hasRoom(spec.queue(), rows) && rows.getInt(6) == 1;
        }
    }

    private boolean hasRoom(String queue, ResultSet rows) throws SQLException {
        QueueSettings settings = settings(queue, rows);
        return !settings.paused() && rows.getInt(5) < settings.limit();
    }

    /** From the first four columns, which are all null when the queue has no row. */
    private QueueSettings settings(String queue, ResultSet rows) throws SQLException {
        long crc = rows.getLong(4);
        if (rows.wasNull()) {
            return QueueSettings.DEFAULT;
        }
        QueueSettings settings = new QueueSettings(rows.getInt(1), rows.getLong(2), rows.getInt(3) != 0);
        Corrupt.check(crc(queue, settings), crc, "queue", queue);
        return settings;
    }

    private static final String SET = """
            INSERT INTO queue (name, run_limit, capacity, paused, crc) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (name) DO UPDATE SET run_limit = ?2, capacity = ?3, paused = ?4, crc = ?5
            """;

    void set(String queue, QueueSettings settings) throws SQLException {
        PreparedStatement statement = session.prepared(SET);
        statement.setString(1, queue);
        statement.setInt(2, settings.limit());
        statement.setLong(3, settings.capacity());
        statement.setInt(4, settings.paused() ? 1 : 0);
        statement.setLong(5, crc(queue, settings));
        if (session.update(statement) != 1) {
            throw new IllegalStateException("the settings of queue '" + queue + "' were not written");
        }
    }

    private long crc(String queue, QueueSettings settings) {
        return session.checksum()
                .add(queue)
                .add(settings.limit())
                .add(settings.capacity())
                .add(settings.paused() ? 1 : 0)
                .end();
    }
}
