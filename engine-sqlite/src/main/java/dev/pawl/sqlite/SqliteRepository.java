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
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A repository in one SQLite file, with a write-ahead log and a lock file beside it. What is acknowledged is on the disk. Several
 * processes may have it open, each once; their engines share its queues, and take over what a process leaves that ends or hangs. It needs a local file system.
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

    /** So long the close waits for readers of other processes. */
    private static final int PATIENCE_MILLIS = 500;

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
    private final Heart heart;
    private final Neighbours neighbours;
    private final BackupDesk desk;
    private final PruneDesk pruneDesk;
    private final Damage damage;
    private final Survey survey;
    private final StatsDesk statsDesk;
    private final ReentrantLock closing = new ReentrantLock();
    private boolean closed; // guarded by closing

    private SqliteRepository(StoreFile file, StoreLock fileLock, Connector connector) {
        this.file = file;
        this.fileLock = fileLock;
        this.connector = connector;
        damage = new Damage(file);
        survey = new Survey(connector, damage);
        readers = new Readers(connector, damage);
        Outbox outbox = new Outbox(new WholeLog(readers));
        neighbours = new Neighbours(outbox);
        writer = new GroupWriter(connector, connector::writer, outbox, damage);
        log = new SqliteLog(writer, readers, outbox);
        heart = new Heart(writer, fileLock.place(), connector.options().takeOverAfter());
        queue = new SqliteQueue(writer, readers, heart, new Lookout(fileLock, heart));
        queues = new SqliteQueues(writer, readers);
        query = new SqliteQuery(readers);
        Clock clock = Clock.systemUTC();
        definitions = new SqliteDefinitions(writer, readers, clock);
        mailbox = new SqliteMailbox(writer, readers);
        desk = new BackupDesk(connector, clock);
        statsDesk = new StatsDesk(file, readers, writer, desk);
        pruneDesk = new PruneDesk(
                writer, readers, damage, fileLock, connector.options().pruning(), clock);
    }

    /** Opens the store in that file with the default options; where there is no file, makes one. */
    public static SqliteRepository open(Path file) {
        return open(file, SqliteOptions.defaults());
    }

    /**
     * Opens the store in that file; where there is no file, makes one. A file that is not a store, or was written by a newer version, is
     * refused and stays as it is; so is one that this process has open already, and one of which another process is restoring a backup.
     */
    public static SqliteRepository open(Path path, SqliteOptions options) {
        requireNonNull(path, "path");
        requireNonNull(options, "options");
        StoreFile file = StoreFile.at(path);
        Connector connector = new Connector(file, options);
        Opening opening = new Opening(file, connector);
        if (!Restore.isDecided(file) && !StoreLock.isHeldHere(file)) {
            opening.check();
        }
        StoreLock lock = StoreLock.enter(file, options.busyTimeout(), opening);
        boolean opened = false;
        try {
            SqliteRepository repository = new SqliteRepository(file, lock, connector);
            repository.writer.start();
            repository.heart.start();
            repository.neighbours.start();
            repository.desk.start();
            repository.pruneDesk.start();
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

    /** Whether no other process can have taken over what the engines of this one carry: not after a silence. */
    @Override
    public boolean isSure() {
        return heart.isSure();
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
     * Why the last backup and the last pruning failed, and what of the store is known to be damaged: what somebody has met with, and what was found by
     * reading through all of it once after it was opened. Runs of which nothing is damaged go on.
     */
    @Override
    public List<String> warnings() {
        List<String> warnings = damage.all();
        Stream.concat(backupTrouble().stream(), pruneTrouble().stream())
                .map(StoreException::getMessage)
                .filter(why -> !warnings.contains(why))
                .forEach(warnings::add);
        return warnings;
    }

    /** What reads through the store. */
    Survey survey() {
        return survey;
    }

    /** What prunes it. */
    PruneDesk pruneDesk() {
        return pruneDesk;
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

    /**
     * Deletes runs that have ended and need not be kept, those that ended first, while runs go on: in many small transactions, so that nobody
     * waits for long. What has gone is gone: nobody finds such a run any more, its key may be given again, and a reader of
     * events that has not come to its events goes on with those of others. A run that was continued by another one, or continues one, is kept
     * as long as the last of them. The newest run is always kept, and each for ten seconds, so that whoever awaits it hears of its end. Returns what has gone; an exception leaves what had gone before.
     */
    public Pruned prune(Retention retention) {
        return pruneDesk.prune(requireNonNull(retention, "retention"));
    }

    /** Why the last pruning failed; empty when it did not, or there was none. It says nothing about the store: see {@link #trouble}. */
    public Optional<StoreException> pruneTrouble() {
        return pruneDesk.trouble();
    }

    /** How big the store is, what is in it, and how it is used: what an operator wants on one screen, at a price that does not grow. */
    public StoreStats stats() {
        return statsDesk.stats();
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
                heart.close();
                neighbours.close();
                pruneDesk.close();
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
            session.script("PRAGMA busy_timeout = " + PATIENCE_MILLIS);
            session.checkpoint("TRUNCATE");
        } catch (SQLException e) {
            LOG.warn("The write-ahead log of {} could not be copied; the next to open it will do so", file, e);
        }
    }
}
