package dev.pawl.sqlite;

import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What is said when a row is not what was written. */
final class Corrupt {
    private Corrupt() {}

    static void check(long expected, long found, String table, Object key) {
        if (expected != found) {
            throw row(table, key);
        }
    }

    static StoreException row(String table, Object key) {
        return new StoreException(
                Reason.CORRUPT,
                "The row " + key + " of the table " + table
                        + " is damaged: its checksum does not match; restore a backup");
    }

    /** What makes a value of a row. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws SQLException;
    }

    /** Reads a row that may have nothing where something has to be, or what is none of our words. */
    static <T> T unless(String table, ResultSet rows, int keyed, Reading<T> reading) throws SQLException {
        try {
            return reading.read();
        } catch (NullPointerException | IllegalArgumentException e) {
            throw row(table, rows.getString(keyed));
        }
    }

    static StoreException gap(long run, long expected, long found) {
        return new StoreException(
                Reason.CORRUPT,
                "The log of run " + run + " is damaged: seq " + expected + " is missing before " + found
                        + "; restore a backup");
    }
}
