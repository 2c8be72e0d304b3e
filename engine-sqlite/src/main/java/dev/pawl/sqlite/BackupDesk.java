package dev.pawl.sqlite;

import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.time.Clock;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the backups of one open store, one at a time, and knows how the last one ended. Thread-safe. */
final class BackupDesk {
    private static final Logger LOG = LoggerFactory.getLogger(BackupDesk.class);

    private final Connector connector;
    private final Clock clock;
    private final Optional<BackupTimer> timer;
    private final ReentrantLock making = new ReentrantLock();
    private volatile StoreException trouble;
    private volatile Backup last;
    private volatile boolean closed;

    BackupDesk(Connector connector, Clock clock) {
        this.connector = connector;
        this.clock = clock;
        timer = connector.options().schedule().map(schedule -> new BackupTimer(this, schedule, clock));
    }

    void start() {
        timer.ifPresent(BackupTimer::start);
    }

    String store() {
        return BackupName.ofStore(connector.file().path());
    }

    Backup make(SqliteBackups backups) {
        making.lock();
        try {
            if (closed) {
                throw new StoreException(Reason.CLOSED, "Cannot back up " + connector.file() + ": the store is closed");
            }
            Backup made = new BackupMaker(connector, backups, clock, () -> closed).make();
            trouble = null;
            last = made;
            return made;
        } catch (StoreException e) {
            if (!closed) {
                // Somebody else is making one, another process with this store perhaps.
                trouble = e.reason() == Reason.BUSY ? trouble : e;
                BackupMaker.tell(backups, new BackupEvent.Failed(store(), e));
            }
            throw e;
        } finally {
            making.unlock();
        }
    }

    /** The newer one of that which was made last, and the newest in the folder of the schedule as far as that can be read. */
    Optional<Backup> newest() {
        return Stream.concat(Optional.ofNullable(last).stream(), scheduled().stream())
                .max(Comparator.comparing(Backup::made));
    }

    private Optional<Backup> scheduled() {
        try {
            return connector
                    .options()
                    .schedule()
                    .flatMap(schedule -> schedule.backups().of(store()).stream().findFirst());
        } catch (StoreException e) {
            LOG.debug("It is not known which backups of {} there are", connector.file(), e);
            return Optional.empty();
        }
    }

    /** Why the last backup failed; empty when it did not. */
    Optional<StoreException> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Stops what is being made, and waits for its end. */
    void close() {
        closed = true;
        timer.ifPresent(BackupTimer::close);
        making.lock();
        making.unlock();
    }
}
