package dev.pawl.sqlite;

import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Finds out whether a file is a store that this version can use, and makes one where there is no file. A new store is made under
 * another name and renamed when it is whole, so that an empty file is never ours. A file that is refused stays as it is. Immutable.
 */
record Opening(StoreFile file, Connector connector) implements StoreLock.Entering {
    /** The first without the WAL-reset bug, which can damage a database that two connections write and checkpoint at once. */
    private static final String OLDEST_SQLITE = "3.51.3";

    /** Refuses what can be seen to be no store of ours, before anything is put beside it. */
    void check() {
        try {
            if (file.exists()) {
                look();
            }
        } catch (SQLException e) {
            throw refused(e);
        } catch (IOException e) {
            throw new StoreException(Reason.READ_ONLY, "Cannot open " + file + ": it cannot be read: " + e, e);
        }
    }

    /** Makes the store, or looks again, and brings it up to date. */
    @Override
    public void first() {
        Restore.finishAtOpening(file);
        try {
            if (!file.exists()) {
                make();
            } else if (!look()) {
                rollBack();
                look();
            }
            settle();
        } catch (SQLException e) {
            throw refused(e);
        } catch (IOException e) {
            throw new StoreException(Reason.READ_ONLY, "Cannot open " + file + ": it cannot be made: " + e, e);
        }
    }

    /** Looks at a store that others have open: it is whole, and stays as it is. */
    @Override
    public void next() {
        try {
            if (!file.exists() || !look()) {
                throw new StoreException(
                        Reason.FAILED, "Cannot open " + file + ": it was moved or removed while others have it open");
            }
            try (Session session = connector.reader()) {
                long version = session.askNumber("PRAGMA user_version");
                if (version < Schema.VERSION) {
                    throw new StoreException(
                            Reason.BUSY,
                            "Cannot open " + file + ": it has to be brought from schema " + version + " to "
                                    + Schema.VERSION
                                    + ", and a process with an older version has it open; close that first");
                }
            }
        } catch (SQLException e) {
            throw refused(e);
        } catch (IOException e) {
            throw new StoreException(Reason.READ_ONLY, "Cannot open " + file + ": it cannot be read: " + e, e);
        }
    }

    /** Whether it could be looked at: not when a process died before the file was in WAL mode, and left a journal to be rolled back. */
    private boolean look() throws SQLException, IOException {
        if (file.size() == 0) {
            throw foreign("it is an empty file; remove it to have a store made there");
        }
        try (Session session = connector.probe()) {
            checkLibrary(session);
            // Else what is read is of two moments, when a process migrates it between them.
            session.script("BEGIN");
            long application = session.askNumber("PRAGMA application_id");
            long version = session.askNumber("PRAGMA user_version");
            if (application != Schema.APPLICATION_ID) {
                throw foreign("it is a database of another program (application_id " + application + ")");
            }
            if (version > Schema.VERSION) {
                throw foreign("it was written by a newer version (schema " + version + ", this one knows "
                        + Schema.VERSION + "); use that version");
            }
            if (version < 1) {
                throw new StoreException(Reason.CORRUPT, "Cannot open " + file + ": it has no schema version");
            }
            Optional<String> difference = Schema.difference(session, (int) version);
            if (difference.isPresent()) {
                throw foreign(difference.get());
            }
            session.rollback();
        } catch (SQLiteException e) {
            if (e.getResultCode() == SQLiteErrorCode.SQLITE_READONLY_ROLLBACK) {
                return false;
            }
            throw e;
        }
        return true;
    }

    /** SQLite does it by itself as soon as somebody looks who may write. */
    private void rollBack() throws SQLException {
        try (Session session = connector.writer()) {
            session.askNumber("PRAGMA user_version");
        }
    }

    private void make() throws SQLException, IOException {
        StoreFile unfinished = file.unfinished();
        Files.deleteIfExists(unfinished.path());
        Files.deleteIfExists(unfinished.beside("-journal"));
        StoreFile.create(unfinished.path());
        try (Session session = new Connector(unfinished, connector.options()).maker()) {
            checkLibrary(session);
            Schema.bringUp(session);
        }
        StoreFile.rename(unfinished.path(), file.path());
    }

    /** Brings an older store up, and sees to it that it is in WAL mode, which stays with the file. */
    private void settle() throws SQLException {
        try (Session session = connector.writer()) {
            int version = (int) session.askNumber("PRAGMA user_version");
            if (version < Schema.VERSION) {
                new Migration(connector, version).run(session);
            }
            String mode = session.ask("PRAGMA journal_mode = WAL");
            if (!mode.equals("wal")) {
                throw new StoreException(
                        Reason.FAILED,
                        "Cannot open " + file + ": it cannot be put into WAL mode (it is in " + mode
                                + "); use a local file system");
            }
            // Nobody else has the store open: whoever was alive in it has gone.
            Tables.of(session).owners().leaveAll();
        }
    }

    private void checkLibrary(Session session) throws SQLException {
        String found = session.ask("SELECT sqlite_version()");
        if (Runtime.Version.parse(found).compareTo(Runtime.Version.parse(OLDEST_SQLITE)) < 0) {
            throw new StoreException(
                    Reason.FAILED,
                    "Cannot open " + file + ": SQLite " + found + " can damage it; use sqlite-jdbc " + OLDEST_SQLITE
                            + ".0 or newer");
        }
    }

    private StoreException refused(SQLException error) {
        if (SqlFailure.reason(error) == Reason.FOREIGN) {
            return foreign("it is no database", error);
        }
        return SqlFailure.of(error, file, "open");
    }

    private StoreException foreign(String why) {
        return foreign(why, null);
    }

    private StoreException foreign(String why, Throwable cause) {
        Path path = file.path();
        return new StoreException(Reason.FOREIGN, "Cannot open " + path + ": " + why, cause);
    }
}
