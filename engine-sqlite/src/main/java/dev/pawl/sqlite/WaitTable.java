package dev.pawl.sqlite;

import dev.pawl.store.Wait;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What runs wait for. Confined to its session. */
final class WaitTable {
    private final Session session;

    WaitTable(Session session) {
        this.session = session;
    }

    private static final String PUT = """
            INSERT INTO wait (run, path, kind, name, since, until, crc) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (run, path) DO UPDATE SET kind = ?3, name = ?4, since = ?5, until = ?6, crc = ?7
            """;

    /** One that is there for that path is replaced. */
    void put(Wait wait) throws SQLException {
        PreparedStatement statement = session.prepared(PUT);
        statement.setLong(1, wait.run());
        statement.setString(2, wait.path());
        statement.setString(3, wait.kind());
        statement.setString(4, wait.name());
        statement.setLong(5, wait.since());
        statement.setLong(6, wait.until());
        statement.setLong(7, crc(wait));
        if (session.update(statement) != 1) {
            throw new IllegalStateException(
                    "the wait at " + wait.path() + " of run " + wait.run() + " was not written");
        }
    }

    private static final String DELETE = "DELETE FROM wait WHERE run = ? AND path = ?";

    /** One that is not there is passed over. */
    void delete(long run, String path) throws SQLException {
        PreparedStatement statement = session.prepared(DELETE);
        statement.setLong(1, run);
        statement.setString(2, path);
        session.update(statement);
    }

    private static final String DELETE_ALL = "DELETE FROM wait WHERE run = ?";

    void deleteAll(long run) throws SQLException {
        PreparedStatement statement = session.prepared(DELETE_ALL);
        statement.setLong(1, run);
        session.update(statement);
    }

    private static final String OF_RUN =
            "SELECT run, path, kind, name, since, until, crc FROM wait WHERE run = ? ORDER BY path";

    List<Wait> of(long run) throws SQLException {
        PreparedStatement statement = session.prepared(OF_RUN);
        statement.setLong(1, run);
        return all(statement);
    }

    private static final String OF_KIND = """
            SELECT run, path, kind, name, since, until, crc FROM wait
            WHERE kind = ?1 AND (run, path) > (?2, ?3)
            ORDER BY run, path LIMIT ?4
            """;

    private static final String OF_NAME = """
            SELECT run, path, kind, name, since, until, crc FROM wait
            WHERE kind = ?1 AND (run, path) > (?2, ?3) AND name = ?5 AND name <> ''
            ORDER BY run, path LIMIT ?4
            """;

    /** Those with that name, or all of the kind when it is empty. */
    List<Wait> page(String kind, String name, long afterRun, String afterPath, int max) throws SQLException {
        PreparedStatement statement = session.prepared(name.isEmpty() ? OF_KIND : OF_NAME);
        statement.setString(1, kind);
        statement.setLong(2, afterRun);
        statement.setString(3, afterPath);
        statement.setInt(4, Math.max(0, max));
        if (!name.isEmpty()) {
            statement.setString(5, name);
        }
        return all(statement);
    }

    private List<Wait> all(PreparedStatement statement) throws SQLException {
        List<Wait> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(Corrupt.unless("wait", rows, 1, () -> wait(rows)));
            }
        }
        return found;
    }

    private Wait wait(ResultSet rows) throws SQLException {
        Wait wait = new Wait(
                rows.getLong(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getLong(5),
                rows.getLong(6));
        Corrupt.check(crc(wait), rows.getLong(7), "wait", wait.run() + " " + wait.path());
        return wait;
    }

    private long crc(Wait wait) {
        return session.checksum()
                .add(wait.run())
                .add(wait.path())
                .add(wait.kind())
                .add(wait.name())
                .add(wait.since())
                .add(wait.until())
                .end();
    }
}
