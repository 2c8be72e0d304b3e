package dev.pawl.sqlite;

import dev.pawl.event.RunStatus;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/** How many runs have each status; a status that no run ever had has no row. Confined to its session. */
final class CountTable {
    private final Session session;

    CountTable(Session session) {
        this.session = session;
    }

    private static final String ALL = "SELECT status, runs, crc FROM run_count";

    Map<RunStatus, Long> all() throws SQLException {
        Map<RunStatus, Long> counts = new EnumMap<>(RunStatus.class);
        try (ResultSet rows = session.prepared(ALL).executeQuery()) {
            while (rows.next()) {
                String status = rows.getString(1);
                long runs = rows.getLong(2);
                Corrupt.check(crc(status, runs), rows.getLong(3), "run_count", status);
                counts.put(RunStatus.valueOf(status), runs);
            }
        }
        return counts;
    }

    private static final String SET = """
            INSERT INTO run_count (status, runs, crc) VALUES (?1, ?2, ?3)
            ON CONFLICT (status) DO UPDATE SET runs = ?2, crc = ?3 WHERE runs = ?4
            """;

    /** Writes a new count, if the old one is still right; says whether it was. */
    boolean set(RunStatus status, long old, long now) throws SQLException {
        PreparedStatement statement = session.prepared(SET);
        statement.setString(1, status.name());
        statement.setLong(2, now);
        statement.setLong(3, crc(status.name(), now));
        statement.setLong(4, old);
        return session.update(statement) == 1;
    }

    private static final String FORGET = "DELETE FROM run_count";
    private static final String COUNT = "SELECT status, count(*) FROM run GROUP BY status";

    /** Counts all runs anew: what is damaged here can be had again. */
    Map<RunStatus, Long> recount() throws SQLException {
        Map<RunStatus, Long> counts = new EnumMap<>(RunStatus.class);
        session.update(session.prepared(FORGET));
        try (ResultSet rows = session.prepared(COUNT).executeQuery()) {
            while (rows.next()) {
                counts.put(RunStatus.valueOf(rows.getString(1)), rows.getLong(2));
            }
        }
        for (var count : counts.entrySet()) {
            set(count.getKey(), 0, count.getValue());
        }
        return counts;
    }

    private long crc(String status, long runs) {
        return session.checksum().add(status).add(runs).end();
    }
}
