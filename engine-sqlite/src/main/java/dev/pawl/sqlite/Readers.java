package dev.pawl.sqlite;

import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few connections for short reads, opened when they are first needed; one that failed is not used again. Thread-safe. */
final class Readers {
    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

    private final Connector connector;
    private final Damage damage;
    private final Semaphore free;
    private final ConcurrentLinkedDeque<Tables> open = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    Readers(Connector connector, Damage damage) {
        this.connector = connector;
        this.damage = damage;
        free = new Semaphore(connector.options().readers());
    }

    /** What is asked of the tables; it must not keep them. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Tables tables) throws SQLException;
    }

    <T> T read(Question<T> question) {
        free.acquireUninterruptibly();
        try {
            if (closed) {
                throw new StoreException(Reason.CLOSED, "The store " + connector.file() + " is closed");
            }
            Tables tables = open.poll();
            boolean sound = false;
            try {
                if (tables == null) {
                    tables = Tables.of(connector.reader());
                }
                T answer = question.ask(tables);
                sound = true;
                return answer;
            } catch (StoreException e) {
                // A damaged row, not a damaged connection.
                sound = true;
                damage.met(e);
                throw e;
            } finally {
                giveBack(tables, sound);
            }
        } catch (SQLException e) {
            StoreException failure = SqlFailure.of(e, connector.file(), "read");
            damage.met(failure);
            throw failure;
        } finally {
            free.release();
        }
    }

    private void giveBack(Tables tables, boolean sound) {
        if (tables == null) {
            return;
        }
        if (sound) {
            open.push(tables);
        } else {
            close(tables);
        }
    }

    private void close(Tables tables) {
        try {
            tables.session().close();
        } catch (SQLException e) {
            LOG.warn("A connection to {} could not be closed", connector.file(), e);
        }
    }

    /** Waits for the reads that go on. */
    void close() {
        closed = true;
        free.acquireUninterruptibly(connector.options().readers());
        for (Tables tables = open.poll(); tables != null; tables = open.poll()) {
            close(tables);
        }
        free.release(connector.options().readers());
    }
}
