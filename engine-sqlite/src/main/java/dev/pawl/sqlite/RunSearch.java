package dev.pawl.sqlite;

import dev.pawl.event.RunStatus;
import dev.pawl.store.EndedRuns;
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

    /** That no run with its concurrency key is carried. Few keys are carried at a time, so they are looked up once and kept. */
    static final String MAY_START = """
            AND (concurrency_key = '' OR concurrency_key NOT IN (
              SELECT carried.concurrency_key FROM run AS carried
              WHERE carried.concurrency_key <> '' AND carried.owner <> ''))
            """;

    private static final String READY = """
            SELECT number, priority FROM run
            WHERE queue = ? AND status = 'QUEUED' AND due = 0
            """ + MAY_START + """
            ORDER BY priority DESC, number LIMIT ?
            """;

    /** Those that need not wait for an hour, the first ones first. */
    List<Candidate> ready(String queue, int max) throws SQLException {
        PreparedStatement statement = session.prepared(READY);
        statement.setString(1, queue);
        statement.setInt(2, max);
        return candidates(statement);
    }

    private static final String URGENT = """
            SELECT number, priority FROM run
            WHERE queue = ? AND status = 'QUEUED' AND due < 0
            """ + MAY_START + """
            ORDER BY priority DESC, number LIMIT ?
            """;

    /** Those that wait neither for an hour nor for a slot. */
    List<Candidate> urgent(String queue, int max) throws SQLException {
        PreparedStatement statement = session.prepared(URGENT);
        statement.setString(1, queue);
        statement.setInt(2, max);
        return candidates(statement);
    }

    private static final String DUE = """
            SELECT number, priority FROM run
            WHERE queue = ? AND due > 0 AND due <= ? AND status IN ('QUEUED', 'WAITING')
            """ + MAY_START + """
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

    private static final String NEXT_DUE =
            "SELECT min(due) FROM run WHERE queue = ? AND due > 0 AND due > ? AND status IN ('QUEUED', 'WAITING')";

    /** The earliest hour after that one at which a run of the queue becomes due; 0 when there is none. */
    long nextDue(String queue, long now) throws SQLException {
        PreparedStatement statement = session.prepared(NEXT_DUE);
        statement.setString(1, queue);
        statement.setLong(2, now);
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static final String AHEAD = """
            SELECT
              (SELECT count(*) FROM run WHERE queue = ?1 AND status = 'QUEUED' AND due = 0 AND priority > ?2)
              + (SELECT count(*) FROM run
                 WHERE queue = ?1 AND status = 'QUEUED' AND due = 0 AND priority = ?2 AND number < ?3)
              + (SELECT count(*) FROM run
                 WHERE queue = ?1 AND due > 0 AND status IN ('QUEUED', 'WAITING') AND status = 'QUEUED'
                   AND (priority > ?2 OR priority = ?2 AND number < ?3))
            """;

    /** How many QUEUED runs of its queue go before the run. */
    long ahead(RunRow run) throws SQLException {
        PreparedStatement statement = session.prepared(AHEAD);
        statement.setString(1, run.spec().queue());
        statement.setInt(2, run.spec().priority());
        statement.setLong(3, run.number());
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    // By itself, the planner goes through all runs there are, as they stand in the order that is asked for.
    private static final String CARRIED_BY =
            "SELECT number FROM run INDEXED BY run_carried WHERE owner = ? AND owner <> '' ORDER BY number";

    List<Long> carriedBy(String owner) throws SQLException {
        PreparedStatement statement = session.prepared(CARRIED_BY);
        statement.setString(1, owner);
        return numbers(statement);
    }

    private static final String STRANDED = """
            SELECT number FROM run INDEXED BY run_carried
            WHERE owner <> '' AND owner NOT IN (SELECT name FROM owner)
            ORDER BY number
            """;

    /** Runs of owners that nobody knows as alive. */
    List<Long> stranded() throws SQLException {
        return numbers(session.prepared(STRANDED));
    }

    private static final String HAS_SUSPECT =
            "SELECT EXISTS (SELECT 1 FROM run WHERE owner = ? AND strikes > 1 AND owner <> '')";

    /** Whether the owner carries a run beside which it is to carry nothing. */
    boolean hasSuspect(String owner) throws SQLException {
        PreparedStatement statement = session.prepared(HAS_SUSPECT);
        statement.setString(1, owner);
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() && rows.getBoolean(1);
        }
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

    private static final String ENDED = """
            SELECT number, status, created, started, updated FROM run
            WHERE number < ?1 AND status IN ('COMPLETED', 'FAILED', 'CANCELLED') AND updated >= ?2
              AND (?3 = '' OR pipeline = ?3)
            """;

    /** The hours of runs that have ended, read without the rest of their rows. */
    List<EndedRuns.Ended> ended(EndedRuns which, long before, int max) throws SQLException {
        // The second half lets the partial index be used.
        String subject = which.subject().isEmpty() ? "" : "AND subject = ?5 AND subject <> '' ";
        PreparedStatement statement = session.prepared(ENDED + subject + "ORDER BY number DESC LIMIT ?4");
        statement.setLong(1, before);
        statement.setLong(2, which.since());
        statement.setString(3, which.pipeline());
        statement.setInt(4, Math.max(0, max));
        if (!which.subject().isEmpty()) {
            statement.setString(5, which.subject());
        }
        List<EndedRuns.Ended> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(new EndedRuns.Ended(
                        rows.getLong(1),
                        RunStatus.valueOf(rows.getString(2)),
                        rows.getLong(3),
                        rows.getLong(4),
                        rows.getLong(5)));
            }
        }
        return found;
    }

    /** Both halves have an index of their own. */
    private static final String CHAIN = """
            AND number IN (
              SELECT number FROM run WHERE origin = ? AND origin <> id
              UNION ALL SELECT number FROM run WHERE id = ? AND origin = ?)
            """;

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
        if (!filter.origin().isEmpty()) {
            sql.append(' ').append(CHAIN);
            values.add(filter.origin());
            values.add(filter.origin());
            values.add(filter.origin());
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
