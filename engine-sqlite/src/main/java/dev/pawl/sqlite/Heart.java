package dev.pawl.sqlite;

import dev.pawl.sqlite.OwnerTable.Owner;
import dev.pawl.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the owners of this process known as alive, by a beat now and then. While beats are late, or when others have taken this process
 * for dead, it is not sure that what it carries is still its own; its epochs say. Thread-safe.
 */
final class Heart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heart.class);
    private static final int BEATS_IN_PATIENCE = 6;
    private static final long AGAIN_NANOS = 250_000_000L;

    private final GroupWriter writer;
    private final long place;
    private final Duration patience;
    private final Map<String, Owner> owners = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::work, "pawl-heart");
    private volatile long lastBeat = System.nanoTime();
    private volatile boolean wasTakenForDead;
    private volatile boolean closed;

    /** @param place the byte of the lock file that this process holds */
    Heart(GroupWriter writer, long place, Duration patience) {
        this.writer = writer;
        this.place = place;
        this.patience = patience;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void join(String name) {
        Owner owner = new Owner(name, place, 0, patience.toMillis());
        writer.call(ledger -> {
            ledger.tables().owners().join(owner);
            return null;
        });
        owners.put(name, owner);
    }

    void leave(String name) {
        owners.remove(name);
    }

    /** How long others wait for a beat, in milliseconds. */
    long patience() {
        return patience.toMillis();
    }

    boolean isOurs(String name) {
        return owners.containsKey(name);
    }

    /** Whether nobody can have taken over what this process carries. */
    boolean isSure() {
        return !wasTakenForDead && isBeating();
    }

    /** Whether this process can write: who cannot do so himself learns nothing from the silence of others. */
    boolean isBeating() {
        return System.nanoTime() - lastBeat < patience.toNanos() / 2;
    }

    /**
     * Makes the owners of this process known again where they are not, in a transaction that looks who is gone: else it would take their
     * runs for stranded. What they carried before was put back when they were forgotten.
     */
    void rejoin(OwnerTable table) throws SQLException {
        for (Owner owner : owners.values()) {
            if (table.join(owner)) {
                takenForDead();
            }
        }
    }

    private void takenForDead() {
        if (!wasTakenForDead) {
            wasTakenForDead = true;
            LOG.warn("this process was silent for so long that others took over its runs; it goes on with others");
        }
    }

    /** Goes on whatever is thrown: without beats, others would take this process for dead. */
    private void work() {
        long pause = patience.toNanos() / BEATS_IN_PATIENCE;
        while (!closed) {
            LockSupport.parkNanos(this, Math.max(1, lastBeat + pause - System.nanoTime()));
            // Whoever is told of a commit on this thread may have left that.
            Thread.interrupted();
            try {
                if (!closed && System.nanoTime() - lastBeat >= pause) {
                    beat();
                }
            } catch (Throwable t) {
                LOG.warn("a beat could not be written, which is tried again", t);
                LockSupport.parkNanos(this, AGAIN_NANOS);
            }
        }
    }

    private void beat() {
        long now = System.nanoTime();
        List<Owner> next = owners.values().stream().map(Owner::next).toList();
        try {
            if (!next.isEmpty()) {
                writer.call(ledger -> beat(ledger.tables().owners(), next));
            }
            next.forEach(owner -> owners.computeIfPresent(owner.name(), (name, old) -> owner));
            lastBeat = now;
        } catch (StoreException e) {
            LOG.debug("a beat could not be written, which is tried again", e);
            LockSupport.parkNanos(this, AGAIN_NANOS);
        }
    }

    private Void beat(OwnerTable table, List<Owner> next) throws SQLException {
        for (Owner owner : next) {
            if (owners.containsKey(owner.name()) && !table.beat(owner)) {
                takenForDead();
                table.join(owner);
            }
        }
        return null;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        Threads.joinForAWhile(thread);
    }
}
