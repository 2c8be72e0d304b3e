package dev.pawl.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The limits of queues, and the owners that are alive. Confined to its session. */
final class QueueTable {
    private static final int DEFAULT_LIMIT = 3;

    private final Session session;

    QueueTable(Session session) {
        this.session = session;
    }

    private static final String ROOM = """
            SELECT
              (SELECT run_limit FROM queue WHERE name = ?1),
              (SELECT crc FROM queue WHERE name = ?1),
              (SELECT count(*) FROM run WHERE queue = ?1 AND owner <> '')
            """;

    /** Whether one more run of the queue may be carried. */
    boolean hasRoom(String queue) throws SQLException {
        PreparedStatement statement = session.prepared(ROOM);
        statement.setString(1, queue);
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() && hasRoom(queue, rows);
        }
    }

    private static final String ROOM_FOR_A_NEW_ONE = """
            SELECT
              (SELECT run_limit FROM queue WHERE name = ?1),
              (SELECT crc FROM queue WHERE name = ?1),
              (SELECT count(*) FROM run WHERE queue = ?1 AND owner <> ''),
              EXISTS (
                SELECT 1 FROM run WHERE queue = ?1 AND status = 'QUEUED' AND due = 0 AND priority >= ?2),
              EXISTS (
                SELECT 1 FROM run
                WHERE queue = ?1 AND due > 0 AND due <= ?3 AND status IN ('QUEUED', 'WAITING') AND priority >= ?2)
            """;

    /** Whether a run that is submitted now may be carried at once: there is room, and nobody is ahead of it. */
    boolean hasRoomForNew(String queue, int priority, long now) throws SQLException {
        PreparedStatement statement = session.prepared(ROOM_FOR_A_NEW_ONE);
        statement.setString(1, queue);
        statement.setInt(2, priority);
        statement.setLong(3, now);
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() && hasRoom(queue, rows) && rows.getInt(4) == 0 && rows.getInt(5) == 0;
        }
    }

    private boolean hasRoom(String queue, ResultSet rows) throws SQLException {
        int limit = rows.getInt(1);
        if (rows.wasNull()) {
            limit = DEFAULT_LIMIT;
        } else {
            Corrupt.check(crc(queue, limit), rows.getLong(2), "queue", queue);
        }
        return rows.getInt(3) < limit;
    }

    private static final String SET_LIMIT = """
            INSERT INTO queue (name, run_limit, crc) VALUES (?1, ?2, ?3)
            ON CONFLICT (name) DO UPDATE SET run_limit = ?2, crc = ?3
            """;

    void limit(String queue, int runs) throws SQLException {
        PreparedStatement statement = session.prepared(SET_LIMIT);
        statement.setString(1, queue);
        statement.setInt(2, runs);
        statement.setLong(3, crc(queue, runs));
        session.update(statement);
    }

    private static final String JOIN = "INSERT INTO owner (name, crc) VALUES (?, ?) ON CONFLICT (name) DO NOTHING";

    void join(String owner) throws SQLException {
        PreparedStatement statement = session.prepared(JOIN);
        statement.setString(1, owner);
        statement.setLong(2, session.checksum().add(owner).end());
        session.update(statement);
    }

    private static final String NOBODY = "DELETE FROM owner";

    /** Forgets all owners: a store that is being opened has none. */
    void leaveAll() throws SQLException {
        session.update(session.prepared(NOBODY));
    }

    private static final String LEAVE = "DELETE FROM owner WHERE name = ?";

    void leave(String owner) throws SQLException {
        PreparedStatement statement = session.prepared(LEAVE);
        statement.setString(1, owner);
        session.update(statement);
    }

    private long crc(String queue, int limit) {
        return session.checksum().add(queue).add(limit).end();
    }
}
