package dev.pawl.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteOpenMode;

/**
 * Opens connections to a store, each for one purpose. Nobody but {@link #maker} makes a file: a misspelt name is not an empty store.
 * Immutable.
 */
record Connector(StoreFile file, SqliteOptions options) {
    /** Above this the writer helps the checkpointer; and one that a slow reader has made longer is cut to it. */
    static final int LONGEST_WAL = 64 << 20;

    private static final int LONGEST_VALUE = 32 << 20;

    /** For a look at a file that may not be ours: changes nothing in it. */
    Session probe() throws SQLException {
        SQLiteConfig config = settings();
        config.setReadOnly(true);
        return open(config);
    }

    /** For making the database in an empty file. */
    Session maker() throws SQLException {
        SQLiteConfig config = settings();
        config.setSynchronous(SynchronousMode.FULL);
        return open(config);
    }

    Session writer() throws SQLException {
        SQLiteConfig config = settings();
        config.setSynchronous(SynchronousMode.valueOf(options.synchronous().name()));
        config.enforceForeignKeys(true);
        config.setPragma(Pragma.WAL_AUTOCHECKPOINT, "0");
        config.setJournalSizeLimit(LONGEST_WAL);
        return open(config);
    }

    Session checkpointer() throws SQLException {
        SQLiteConfig config = settings();
        config.setSynchronous(SynchronousMode.valueOf(options.synchronous().name()));
        config.setPragma(Pragma.WAL_AUTOCHECKPOINT, "0");
        return open(config);
    }

    Session reader() throws SQLException {
        Session session = open(settings());
        session.script("PRAGMA query_only = ON");
        return session;
    }

    /** For {@code VACUUM INTO}, which attaches what it writes. */
    Session copier() throws SQLException {
        SQLiteConfig config = settings();
        config.setPragma(Pragma.WAL_AUTOCHECKPOINT, "0");
        config.setPragma(Pragma.LIMIT_ATTACHED, "1");
        return open(config);
    }

    /** A database of its own that is nowhere but in memory. */
    static Session memory() throws SQLException {
        NativeLibrary.load();
        return new Session(new SQLiteConfig().createConnection("jdbc:sqlite::memory:"));
    }

    private SQLiteConfig settings() {
        SQLiteConfig config = new SQLiteConfig();
        // Else the driver prepares and runs one more query after every INSERT.
        config.setGetGeneratedKeys(false);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        // No connection is used by two threads at a time, so SQLite need not lock itself.
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        config.setBusyTimeout((int) options.busyTimeout().toMillis());
        config.setPragma(Pragma.LIMIT_ATTACHED, "0");
        config.setPragma(Pragma.LIMIT_LENGTH, Integer.toString(LONGEST_VALUE));
        config.setPragma(Pragma.MMAP_SIZE, "0");
        config.setTempStore(TempStore.MEMORY);
        return config;
    }

    private Session open(SQLiteConfig config) throws SQLException {
        NativeLibrary.load();
        Session session = new Session(config.createConnection("jdbc:sqlite:" + file.path()));
        try {
            session.script("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
            return session;
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }
}
