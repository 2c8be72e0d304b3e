package dev.pawl.sqlite;

import dev.pawl.event.RunStatus;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunSpec;
import dev.pawl.store.RunState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The runs, one row each. Confined to its session. */
final class RunTable {
    static final String COLUMNS = """
            number, id, run_key, input_digest, pipeline, version, fingerprint, subject, queue, priority, concurrency_key,
            origin, created, status, reason, owner, epoch, due, snapshot, updated, started, claimed, strikes, crc
            """;

    private final Session session;

    RunTable(Session session) {
        this.session = session;
    }

    private static final String FIND = "SELECT " + COLUMNS + "FROM run WHERE number = ?";

    Optional<RunRow> find(long number) throws SQLException {
        PreparedStatement statement = session.prepared(FIND);
        statement.setLong(1, number);
        return first(statement);
    }

    private static final String FIND_BY_ID = "SELECT " + COLUMNS + "FROM run WHERE id = ?";

    Optional<RunRow> findById(String id) throws SQLException {
        PreparedStatement statement = session.prepared(FIND_BY_ID);
        statement.setString(1, id);
        return first(statement);
    }

    private static final String FIND_BY_KEY = "SELECT " + COLUMNS + "FROM run WHERE run_key = ? AND run_key <> ''";

    Optional<RunRow> findByKey(String key) throws SQLException {
        PreparedStatement statement = session.prepared(FIND_BY_KEY);
        statement.setString(1, key);
        return first(statement);
    }

    private static final String NEWEST = "SELECT max(number) FROM run";

    long newest() throws SQLException {
        try (ResultSet rows = session.prepared(NEWEST).executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static final String INSERT = """
            INSERT INTO run (number, id, run_key, input_digest, pipeline, version, fingerprint, subject, queue, priority,
              concurrency_key, origin, created, status, reason, owner, epoch, due, snapshot, updated, started, claimed, strikes,
              crc)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING
            """;

    /** Writes a new run, unless there is one with its id; says whether there was none. */
    boolean insert(RunRow row) throws SQLException {
        PreparedStatement statement = session.prepared(INSERT);
        RunSpec spec = row.spec();
        statement.setLong(1, row.number());
        statement.setString(2, spec.id());
        statement.setString(3, spec.key());
        statement.setString(4, spec.inputDigest());
        statement.setString(5, spec.pipeline());
        statement.setInt(6, spec.version());
        statement.setString(7, spec.fingerprint());
        statement.setString(8, spec.subject());
        statement.setString(9, spec.queue());
        statement.setInt(10, spec.priority());
        statement.setString(11, spec.concurrencyKey());
        statement.setString(12, spec.origin());
        statement.setLong(13, spec.created());
        bindState(statement, 14, row);
        return session.update(statement) == 1;
    }

    private static final String UPDATE = """
            UPDATE run SET status = ?, reason = ?, owner = ?, epoch = ?, due = ?, snapshot = ?, updated = ?, started = ?,
              claimed = ?, strikes = ?, crc = ?
            WHERE number = ? AND epoch = ? AND owner = ?
            """;

    /** Writes a new state, if epoch and owner are still those of the old one; says whether they were. */
    boolean update(RunRow old, RunRow now) throws SQLException {
        PreparedStatement statement = session.prepared(UPDATE);
        bindState(statement, 1, now);
        statement.setLong(12, old.number());
        statement.setLong(13, old.state().epoch());
        statement.setString(14, old.state().owner());
        return session.update(statement) == 1;
    }

    private static final String DELETE = "DELETE FROM run WHERE number = ?";

    /** Says whether there was one. */
    boolean delete(long number) throws SQLException {
        PreparedStatement statement = session.prepared(DELETE);
        statement.setLong(1, number);
        return session.update(statement) == 1;
    }

    private static final String FINGERPRINTS = "SELECT DISTINCT fingerprint FROM run";

    /** Those of all runs; looks at each of them. */
    Set<String> fingerprints() throws SQLException {
        Set<String> found = new HashSet<>();
        try (ResultSet rows = session.prepared(FINGERPRINTS).executeQuery()) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private void bindState(PreparedStatement statement, int from, RunRow row) throws SQLException {
        RunState state = row.state();
        statement.setString(from, state.status().name());
        statement.setString(from + 1, state.reason());
        statement.setString(from + 2, state.owner());
        statement.setLong(from + 3, state.epoch());
        statement.setLong(from + 4, state.due());
        statement.setLong(from + 5, state.snapshot());
        statement.setLong(from + 6, state.updated());
        statement.setLong(from + 7, state.started());
        statement.setLong(from + 8, state.claimed());
        statement.setInt(from + 9, state.strikes());
        statement.setLong(from + 10, crc(row));
    }

    List<RunRow> all(PreparedStatement statement) throws SQLException {
        List<RunRow> runs = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                runs.add(sound(rows));
            }
        }
        return runs;
    }

    private Optional<RunRow> first(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(sound(rows)) : Optional.empty();
        }
    }

    private RunRow sound(ResultSet rows) throws SQLException {
        return Corrupt.unless("run", rows, 1, () -> row(rows));
    }

    private RunRow row(ResultSet rows) throws SQLException {
        long number = rows.getLong(1);
        RunSpec spec = new RunSpec(
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getInt(6),
                rows.getString(7),
                rows.getString(8),
                rows.getString(9),
                rows.getInt(10),
                rows.getString(11),
                rows.getString(12),
                rows.getLong(13));
        RunState state = new RunState(
                status(number, rows.getString(14)),
                rows.getString(15),
                rows.getString(16),
                rows.getLong(17),
                rows.getLong(18),
                rows.getLong(19),
                rows.getLong(20),
                rows.getLong(21),
                rows.getLong(22),
                rows.getInt(23));
        RunRow row = new RunRow(number, spec, state);
        Corrupt.check(crc(row), rows.getLong(24), "run", number);
        return row;
    }

    private static RunStatus status(long number, String name) {
        try {
            return RunStatus.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw Corrupt.row("run", number);
        }
    }

    private long crc(RunRow row) {
        RunSpec spec = row.spec();
        RunState state = row.state();
        return session.checksum()
                .add(row.number())
                .add(spec.id())
                .add(spec.key())
                .add(spec.inputDigest())
                .add(spec.pipeline())
                .add(spec.version())
                .add(spec.fingerprint())
                .add(spec.subject())
                .add(spec.queue())
                .add(spec.priority())
                .add(spec.concurrencyKey())
                .add(spec.origin())
                .add(spec.created())
                .add(state.status().name())
                .add(state.reason())
                .add(state.owner())
                .add(state.epoch())
                .add(state.due())
                .add(state.snapshot())
                .add(state.updated())
                .add(state.started())
                .add(state.claimed())
                .add(state.strikes())
                .end();
    }
}
