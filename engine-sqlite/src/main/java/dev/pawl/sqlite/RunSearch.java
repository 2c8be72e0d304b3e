package dev.pawl.sqlite;

import dev.pawl.event.RunStatus;
import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.RunRow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Which runs there are: for lists, for the next claim, for a count. Confined to its session. */
final class RunSearch {
    private final Session session;
    private final RunTable runs;

    RunSearch(Session session, RunTable runs) {
        this.session = session;
        this.runs = runs;
    }

    /** A run that could be claimed. */
    record Candidate(long number, int priority) {
        boolean isBefore(Candidate other) {
            return priority != other.priority ? priority > other.priority : number < other.number;
        }
    }

    private static final String READY = """
            SELECT number, priority FROM run
            WHERE queue = ? AND status = 'QUEUED' AND due = 0
            ORDER BY priority DESC, number LIMIT ?
            """;

    /** Those that need not wait for an hour, the first ones first. */
    List<Candidate> ready(String queue, int max) throws SQLException {
        PreparedStatement statement = session.prepared(READY);
        statement.setString(1, queue);
        statement.setInt(2, max);
        return candidates(statement);
    }

    private static final String DUE = """
            SELECT number, priority FROM run
            WHERE queue = ? AND due > 0 AND due <= ? AND status IN ('QUEUED', 'WAITING')
            ORDER BY priority DESC, number LIMIT ?
            """;

    /** Those whose hour has come, the first ones first. */
    List<Candidate> due(String queue, long now, int max) throws SQLException {
        PreparedStatement statement = session.prepared(DUE);
        statement.setString(1, queue);
        statement.setLong(2, now);
        statement.setInt(3, max);
        return candidates(statement);
    }

    private static List<Candidate> candidates(PreparedStatement statement) throws SQLException {
        List<Candidate> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(new Candidate(rows.getLong(1), rows.getInt(2)));
            }
        }
        return found;
    }

    private static final String CARRIED_BY = "SELECT number FROM run WHERE owner = ? AND owner <> '' ORDER BY number";

    List<Long> carriedBy(String owner) throws SQLException {
        PreparedStatement statement = session.prepared(CARRIED_BY);
        statement.setString(1, owner);
        return numbers(statement);
    }

    private static final String STRANDED =
            "SELECT number FROM run WHERE owner <> '' AND owner NOT IN (SELECT name FROM owner) ORDER BY number";

    /** Runs of owners that nobody knows as alive. */
    List<Long> stranded() throws SQLException {
        return numbers(session.prepared(STRANDED));
    }

    private static List<Long> numbers(PreparedStatement statement) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }

    List<RunRow> list(RunFilter filter, long before, int max) throws SQLException {
        StringBuilder sql =
                new StringBuilder("SELECT ").append(RunTable.COLUMNS).append("FROM run WHERE number < ?");
        List<String> values = new ArrayList<>();
        filter.status().ifPresent(status -> {
            // The second half lets the partial indexes be used.
            sql.append(
                    status == RunStatus.RUNNING
                            ? " AND status = ? AND owner <> ''"
                            : " AND status = ? AND status <> 'RUNNING'");
            values.add(status.name());
        });
        if (!filter.subject().isEmpty()) {
            sql.append(" AND subject = ? AND subject <> ''");
            values.add(filter.subject());
        }
        if (!filter.queue().isEmpty()) {
            sql.append(" AND queue = ?");
            values.add(filter.queue());
        }
        sql.append(" ORDER BY number DESC LIMIT ?");
        PreparedStatement statement = session.prepared(sql.toString());
        statement.setLong(1, before);
        for (int i = 0; i < values.size(); i++) {
            statement.setString(i + 2, values.get(i));
        }
        statement.setInt(values.size() + 2, max);
        return runs.all(statement);
    }
}
