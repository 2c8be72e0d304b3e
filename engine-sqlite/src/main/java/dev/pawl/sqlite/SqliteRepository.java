package dev.pawl.sqlite;

import static java.util.Objects.requireNonNull;

import dev.pawl.store.Definitions;
import dev.pawl.store.Mailbox;
import dev.pawl.store.Queues;
import dev.pawl.store.Repository;
import dev.pawl.store.RunLog;
import dev.pawl.store.RunQuery;
import dev.pawl.store.RunQueue;
import dev.pawl.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A repository in one SQLite file, with a write-ahead log and a lock file beside it. What is acknowledged is on the disk. A store is
 * open in one process at a time, and needs a local file system.
 *
 * <pre>{@code
 * try (SqliteRepository repository = SqliteRepository.open(Path.of("pawl.db"))) {
 *   …
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class SqliteRepository implements Repository {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteRepository.class);

    private final StoreFile file;
    private final StoreLock fileLock;
    private final Connector connector;
    private final Readers readers;
    private final GroupWriter writer;
    private final RunLog log;
    private final RunQueue queue;
    private final Queues queues;
    private final RunQuery query;
    private final Definitions definitions;
    private final Mailbox mailbox;
    private final BackupDesk desk;
    private final Damage damage;
    private final Survey survey;
    private final ReentrantLock closing = new ReentrantLock();
    private boolean closed; // guarded by closing

    private SqliteRepository(StoreFile file, StoreLock fileLock, Connector connector) {
        this.file = file;
        this.fileLock = fileLock;
        this.connector = connector;
        damage = new Damage(file);
        survey = new Survey(connector, damage);
        readers = new Readers(connector, damage);
        Outbox outbox = new Outbox();
        writer = new GroupWriter(connector, connector::writer, outbox);
        log = new SqliteLog(writer, readers, outbox);
        queue = new SqliteQueue(writer, readers);
        queues = new SqliteQueues(writer, readers);
        query = new SqliteQuery(readers);
        definitions = new SqliteDefinitions(writer, readers);
        mailbox = new SqliteMailbox(writer, readers);
        desk = new BackupDesk(connector, Clock.systemUTC());
    }

    /** Opens the store in that file with the default options; where there is no file, makes one. */
    public static SqliteRepository open(Path file) {
        return open(file, SqliteOptions.defaults());
    }

    /**
     * Opens the store in that file; where there is no file, makes one. A file that is not a store, or was written by a newer version, is
     * refused and stays as it is; so is a store that is open already, here or in another process.
     */
    public static SqliteRepository open(Path path, SqliteOptions options) {
        requireNonNull(path, "path");
        requireNonNull(options, "options");
        StoreFile file = StoreFile.at(path);
        Connector connector = new Connector(file, options);
        Opening opening = new Opening(file, connector);
        if (!Restore.isDecided(file)) {
            opening.check();
        }
        StoreLock lock = StoreLock.take(file);
        boolean opened = false;
        try {
            Restore.finishAtOpening(file);
            opening.prepare();
            SqliteRepository repository = new SqliteRepository(file, lock, connector);
            repository.writer.start();
            repository.desk.start();
            repository.survey.start();
            opened = true;
            return repository;
        } finally {
            if (!opened) {
                release(lock);
            }
        }
    }

    private static void release(StoreLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("A lock file could not be closed", e);
        }
    }

    @Override
    public RunLog log() {
        return log;
    }

    @Override
    public RunQueue queue() {
        return queue;
    }

    @Override
    public Queues queues() {
        return queues;
    }

    @Override
    public RunQuery query() {
        return query;
    }

    @Override
    public Definitions definitions() {
        return definitions;
    }

    @Override
    public Mailbox mailbox() {
        return mailbox;
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    /** Why the store cannot write at the moment; empty while it can, as far as is known. */
    @Override
    public Optional<StoreException> trouble() {
        return writer.failure();
    }

    /**
     * Why the last backup failed, and what of the store is known to be damaged: what somebody has met with, and what was found by
     * reading through all of it once after it was opened. Runs of which nothing is damaged go on.
     */
    @Override
    public List<String> warnings() {
        List<String> warnings = damage.all();
        backupTrouble().map(StoreException::getMessage).ifPresent(warnings::add);
        return warnings;
    }

    /** What reads through the store. */
    Survey survey() {
        return survey;
    }

    /**
     * Makes a backup of the store as it is at one moment, while runs go on: copies it, forces the copy to the disk, reads all of it again, and only
     * then gives it its name and deletes what is older than those to be kept. When it fails, with a {@link StoreException} that says why,
     * the store and the older backups are as they were. Backups of one repository are made one after another.
     */
    public Backup backUp(SqliteBackups backups) {
        return desk.make(requireNonNull(backups, "backups"));
    }

    /** Why the last backup failed; empty when it did not, or there was none. It says nothing about the store: see {@link #trouble}. */
    public Optional<StoreException> backupTrouble() {
        return desk.trouble();
    }

    /** How many transactions were committed. */
    long commits() {
        return writer.commits();
    }

    @Override
    public String toString() {
        return "SQLite " + file;
    }

    @Override
    public void close() {
        closing.lock();
        try {
            if (!closed) {
                closed = true;
                desk.close();
                survey.close();
                writer.close();
                readers.close();
                truncateLog();
                release(fileLock);
            }
        } finally {
            closing.unlock();
        }
    }

    /** Leaves everything in the one file, where readers of other processes let it. */
    private void truncateLog() {
        try (Session session = connector.checkpointer()) {
            session.checkpoint("TRUNCATE");
        } catch (SQLException e) {
            LOG.warn("The write-ahead log of {} could not be copied; the next to open it will do so", file, e);
        }
    }
}
