package dev.pawl.sqlite;

import dev.pawl.event.RunStatus;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** How many runs of each queue have each status; a status that no run of a queue ever had has no row. Confined to its session. */
final class CountTable {
    private final Session session;

    CountTable(Session session) {
        this.session = session;
    }

    private static final String ALL = "SELECT queue, status, runs, crc FROM run_count";

    Map<RunCount, Long> all() throws SQLException {
        return counts(session.prepared(ALL));
    }

    private static final String OF_QUEUE = "SELECT queue, status, runs, crc FROM run_count WHERE queue = ?";

    Map<RunCount, Long> of(String queue) throws SQLException {
        PreparedStatement statement = session.prepared(OF_QUEUE);
        statement.setString(1, queue);
        return counts(statement);
    }

    Map<RunStatus, Long> byStatus() throws SQLException {
        Map<RunStatus, Long> sums = new EnumMap<>(RunStatus.class);
        all().forEach((count, runs) -> sums.merge(count.status(), runs, Long::sum));
        return sums;
    }

    private Map<RunCount, Long> counts(PreparedStatement statement) throws SQLException {
        Map<RunCount, Long> counts = new HashMap<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                counts.put(Corrupt.unless("run_count", rows, 1, () -> count(rows)), rows.getLong(3));
            }
        }
        return counts;
    }

    private RunCount count(ResultSet rows) throws SQLException {
        String queue = rows.getString(1);
        String status = rows.getString(2);
        Corrupt.check(crc(queue, status, rows.getLong(3)), rows.getLong(4), "run_count", queue + " " + status);
        return new RunCount(queue, RunStatus.valueOf(status));
    }

    private static final String SET = """
            INSERT INTO run_count (queue, status, runs, crc) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (queue, status) DO UPDATE SET runs = ?3, crc = ?4 WHERE runs = ?5
            """;

    /** Writes a new count, if the old one is still right; says whether it was. */
    boolean set(RunCount count, long old, long now) throws SQLException {
        PreparedStatement statement = session.prepared(SET);
        statement.setString(1, count.queue());
        statement.setString(2, count.status().name());
        statement.setLong(3, now);
        statement.setLong(4, crc(count.queue(), count.status().name(), now));
        statement.setLong(5, old);
        return session.update(statement) == 1;
    }

    private static final String FORGET = "DELETE FROM run_count";
    private static final String COUNT = "SELECT queue, status, count(*) FROM run GROUP BY queue, status";

    /** Counts all runs anew: what is damaged here can be had again. */
    Map<RunCount, Long> recount() throws SQLException {
        Map<RunCount, Long> counts = new HashMap<>();
        session.update(session.prepared(FORGET));
        try (ResultSet rows = session.prepared(COUNT).executeQuery()) {
            while (rows.next()) {
                RunCount count = Corrupt.unless(
                        "run", rows, 2, () -> new RunCount(rows.getString(1), RunStatus.valueOf(rows.getString(2))));
                counts.put(count, rows.getLong(3));
            }
        }
        for (var count : counts.entrySet()) {
            set(count.getKey(), 0, count.getValue());
        }
        return counts;
    }

    private long crc(String queue, String status, long runs) {
        return session.checksum().add(queue).add(status).add(runs).end();
    }
}
