package dev.pawl.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.sqlite.ProgressHandler;

/**
 * One connection and the statements that were prepared on it. It stays in autocommit mode; a transaction begins and ends by
 * statements of its own. Confined to whoever holds it.
 */
final class Session implements AutoCloseable {
    private static final int STEPS = 10_000;
    private static final String BEGIN = "BEGIN IMMEDIATE";
    private static final String COMMIT = "COMMIT";
    private static final String ROLLBACK = "ROLLBACK";

    private final Connection connection;
    private final Map<String, PreparedStatement> kept = new HashMap<>();
    private final Checksum checksum = new Checksum();
    private long writes;
    private boolean isAsking;

    Session(Connection connection) {
        this.connection = connection;
    }

    /** The statement of that text, which is prepared once. */
    PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = kept.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            kept.put(sql, statement);
        }
        return statement;
    }

    Checksum checksum() {
        return checksum.start();
    }

    int update(PreparedStatement statement) throws SQLException {
        int changed;
        try {
            changed = statement.executeUpdate();
        } catch (SQLException e) {
            // On a damaged page SQLite leaves what the statement had done.
            writes++;
            throw e;
        }
        if (changed > 0) {
            writes++;
        }
        return changed;
    }

    /** How many statements have changed something, or may have; tells whether one operation has written. */
    long writes() {
        return writes;
    }

    /** Has what is being done end with an error when that becomes true; it is asked every few milliseconds. */
    void stopWhen(BooleanSupplier condition) throws SQLException {
        ProgressHandler.setHandler(connection, STEPS, new ProgressHandler() {
            @Override
            protected int progress() {
                return condition.getAsBoolean() ? 1 : 0;
            }
        });
        isAsking = true;
    }

    /** Another number whenever another connection has written. */
    long dataVersion() throws SQLException {
        try (ResultSet rows = prepared("PRAGMA data_version").executeQuery()) {
            return rows.getLong(1);
        }
    }

    void begin() throws SQLException {
        prepared(BEGIN).executeUpdate();
    }

    void commit() throws SQLException {
        prepared(COMMIT).executeUpdate();
    }

    void rollback() throws SQLException {
        prepared(ROLLBACK).executeUpdate();
    }

    /** Runs a script of one or more statements. */
    void script(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** The one value that a query or a pragma gives, as text; empty when it gives none. */
    String ask(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            String value = rows.next() ? rows.getString(1) : null;
            return value == null ? "" : value;
        }
    }

    long askNumber(String sql) throws SQLException {
        String value = ask(sql);
        return value.isEmpty() ? 0 : Long.parseLong(value);
    }

    /**
     * What a checkpoint says.
     *
     * @param pages how many are in the write-ahead log
     * @param copied how many of them are in the database, too
     */
    record Checkpoint(int pages, int copied) {
        /** Not while another process is copying. */
        boolean isKnown() {
            return pages >= 0;
        }

        int left() {
            return pages - copied;
        }
    }

    Checkpoint checkpoint(String mode) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
            return rows.next() ? new Checkpoint(rows.getInt(2), rows.getInt(3)) : new Checkpoint(0, 0);
        }
    }

    @Override
    public void close() throws SQLException {
        // The driver closes what was prepared on it.
        kept.clear();
        if (isAsking) {
            ProgressHandler.clearHandler(connection);
        }
        connection.close();
    }
}
