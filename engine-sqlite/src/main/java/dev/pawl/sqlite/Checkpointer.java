package dev.pawl.sqlite;

import java.sql.SQLException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the write-ahead log into the database, on a thread and a connection of its own, so that no commit waits for the bulk of it.
 *
 * <p>The log starts over from its beginning only when all of it has been copied at a moment when nobody writes. A writer that never
 * pauses never leaves such a moment, and a log that grows is dear: each commit then also has to have new blocks recorded by the
 * file system, which made commits half as fast. So when the log is long, the last few pages, which have come during the copying,
 * are copied while the writer is held, and those of other processes by the lock of the database. For the same reason the file is never cut short while the store is open.
 *
 * <p>Nothing but SQLite knows how long the log is since its last start, and only a checkpoint tells. So the number of commits
 * between two of them is learned. Thread-safe.
 */
final class Checkpointer {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);

    /** How many pages there are to be in the log when its copying begins. */
    private static final int ENOUGH = 1_000;

    private static final long ENOUGH_BYTES = ENOUGH * 4_096L;

    /** With how many pages the log is made to start over. */
    private static final int LONG = 2_000;

    /** So few that they can be copied while the writer waits. */
    private static final int FEW = 100;

    private static final int PASSES = 4;

    private final Connector connector;
    private final Lock writing;
    private final Lock copying = new ReentrantLock(); // taken after writing, where both are
    private final Thread thread;
    private Transactions writer; // guarded by writing
    private int commits; // guarded by writing
    private long bytes; // guarded by writing
    private int pagesBefore; // of the thread
    private volatile int commitsBetween = 100;
    private volatile boolean wanted;
    private volatile boolean closed;

    Checkpointer(Connector connector, Lock writing) {
        this.connector = connector;
        this.writing = writing;
        thread = new Thread(this::work, "pawl-checkpointer");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Transactions were committed; called by whoever has the writer. */
    void committed(long size, Transactions writer) {
        this.writer = writer;
        commits++;
        bytes += size;
        if (commits >= commitsBetween || bytes >= ENOUGH_BYTES) {
            commits = 0;
            bytes = 0;
            wanted = true;
            LockSupport.unpark(thread);
            if (connector.file().walSize() > Connector.LONGEST_WAL) {
                lendAHand(writer);
            }
        }
    }

    /** The disk is slower than the writer: let it wait for what is going on, and do the rest. */
    private void lendAHand(Transactions writer) {
        copying.lock();
        try {
            writer.checkpoint();
        } catch (SQLException e) {
            LOG.warn("The write-ahead log of {} cannot be copied", connector.file(), e);
        } finally {
            copying.unlock();
        }
    }

    private void work() {
        Session session = null;
        while (!closed) {
            if (!wanted) {
                LockSupport.park(this);
                continue;
            }
            wanted = false;
            try {
                session = session == null ? connector.checkpointer() : session;
                copy(session);
            } catch (SQLException e) {
                LOG.warn("The write-ahead log of {} cannot be copied", connector.file(), e);
                session = close(session);
            }
        }
        close(session);
    }

    private void copy(Session session) throws SQLException {
        Session.Checkpoint state = pass(session);
        if (!state.isKnown()) {
            // Another process is at it.
            return;
        }
        learn(state.pages());
        if (state.pages() < LONG) {
            return;
        }
        for (int pass = 1; pass < PASSES && state.left() > FEW; pass++) {
            state = pass(session);
        }
        writing.lock();
        try {
            // Other processes write, too.
            writer.whileNobodyWrites(() -> pass(session));
        } finally {
            writing.unlock();
        }
    }

    private Session.Checkpoint pass(Session session) throws SQLException {
        copying.lock();
        try {
            return session.checkpoint("PASSIVE");
        } finally {
            copying.unlock();
        }
    }

    private void learn(int pages) {
        int fresh = pages > pagesBefore ? pages - pagesBefore : pages;
        pagesBefore = pages;
        long better = (long) commitsBetween * ENOUGH / Math.max(fresh, 1);
        commitsBetween = (int) Math.max(10, Math.min(better, 2L * commitsBetween));
    }

    private Session close(Session session) {
        try {
            if (session != null) {
                session.close();
            }
        } catch (SQLException e) {
            LOG.warn("A connection to {} could not be closed", connector.file(), e);
        }
        return null;
    }

    void close() {
        closed = true;
        LockSupport.unpark(thread);
        Threads.join(thread);
    }
}
