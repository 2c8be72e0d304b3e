package dev.pawl.sqlite;

import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells what an error of the database means for us. Immutable. */
final class SqlFailure {
    private static final int PRIMARY = 0xFF;

    private SqlFailure() {}

    static StoreException of(SQLException error, StoreFile file, String doing) {
        return of(error, doing + " " + file);
    }

    static StoreException of(SQLException error, String doing) {
        return new StoreException(
                reason(error), "Cannot " + doing + ": " + advice(reason(error)) + error.getMessage(), error);
    }

    static Reason reason(SQLException error) {
        if (error instanceof SQLiteException e && e.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
            // The index of the write-ahead log cannot grow: the one place where a full disk has another name.
            return Reason.FULL;
        }
        switch (code(error)) {
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL:
                return Reason.BUSY;
            case SQLITE_FULL:
                return Reason.FULL;
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM:
                return Reason.READ_ONLY;
            case SQLITE_CORRUPT:
                return Reason.CORRUPT;
            case SQLITE_NOTADB:
                return Reason.FOREIGN;
            default:
                return Reason.FAILED;
        }
    }

    /** Whether it is this statement's own fault, so that the next one may well succeed; else it is the store that cannot. */
    static boolean isOfStatement(SQLException error) {
        switch (code(error)) {
            case SQLITE_ERROR, SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG, SQLITE_RANGE, SQLITE_SCHEMA:
                return true;
            default:
                return false;
        }
    }

    private static SQLiteErrorCode code(SQLException error) {
        return error instanceof SQLiteException e
                ? SQLiteErrorCode.getErrorCode(e.getResultCode().code & PRIMARY)
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }

    private static String advice(Reason reason) {
        switch (reason) {
            case FULL:
                return "no room on the disk; make some: ";
            case BUSY:
                return "another process holds its lock; end that: ";
            case READ_ONLY:
                return "it or its folder cannot be written: ";
            default:
                return "";
        }
    }
}
