package dev.pawl.sqlite;

import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one backup. The store is copied under a name of no meaning, forced to the disk, verified, and only then gets its final name;
 * only when that is on the disk, too, are older ones deleted. So at each moment at which the process may be killed every final name is that of
 * a verified backup, and there are no fewer than before. There is one name for what is unfinished, and a lock on it: what lies
 * there when the lock is had was left by a process that is gone.
 *
 * <p>The copy is made by {@code VACUUM INTO}, which reads the store as it is at one moment, while others write. Confined to one thread.
 */
final class BackupMaker {
    private static final Logger LOG = LoggerFactory.getLogger(BackupMaker.class);

    private final Connector source;
    private final SqliteBackups backups;
    private final Clock clock;
    private final BooleanSupplier stop;
    private final String store;
    private final String doing;

    BackupMaker(Connector source, SqliteBackups backups, Clock clock, BooleanSupplier stop) {
        this(
                source,
                backups,
                BackupName.ofStore(source.file().path()),
                "back up " + source.file() + " to " + backups.folder(),
                clock,
                stop);
    }

    /**
     * @param store what it is called in names of backups
     * @param doing what fails when it cannot be made, for the message
     */
    BackupMaker(
            Connector source, SqliteBackups backups, String store, String doing, Clock clock, BooleanSupplier stop) {
        this.source = source;
        this.backups = backups;
        this.store = store;
        this.doing = doing;
        this.clock = clock;
        this.stop = stop;
    }

    Backup make() {
        StoreFile place = place();
        String held = "a store with such a file name is being backed up there already";
        String advice = "give each store a folder of its own";
        try {
            return StoreLock.alone(place, doing, held, advice, () -> makeAndSweep(place.unfinished()));
        } catch (IOException e) {
            throw FileFailure.of(e, doing);
        }
    }

    /** As {@link #make}, where something else sees to it that nobody is at it in this folder. */
    Backup makeAlone() {
        try {
            return makeAndSweep(place().unfinished());
        } catch (IOException e) {
            throw FileFailure.of(e, doing);
        }
    }

    private StoreFile place() {
        return StoreFile.at(backups.folder().resolve(store + ".backup"), doing);
    }

    private Backup makeAndSweep(StoreFile unfinished) throws IOException {
        unfinished.remove();
        try {
            return make(unfinished);
        } finally {
            sweep(unfinished);
        }
    }

    private Backup make(StoreFile unfinished) throws IOException {
        copy(unfinished);
        try (FileChannel written = FileChannel.open(unfinished.path(), StandardOpenOption.WRITE)) {
            written.force(true);
        }
        BackupContents contents = new Inspection(unfinished, doing)
                .stopWhen(stop)
                .telling(this::verifying)
                .run();
        BackupName name = nextName();
        Path named = unfinished.path().resolveSibling(name.toString());
        StoreFile.rename(unfinished.path(), named);
        Backup made = Backup.of(named, name);
        tell(new BackupEvent.Made(made, contents));
        dropOlder(made);
        return made;
    }

    private void copy(StoreFile unfinished) throws IOException {
        StoreFile.create(unfinished.path());
        try (Session session = source.copier()) {
            session.stopWhen(stop);
            long bytes = session.askNumber("PRAGMA page_count") * session.askNumber("PRAGMA page_size");
            tell(new BackupEvent.Copying(store, bytes));
            var vacuum = session.prepared("VACUUM INTO ?");
            vacuum.setString(1, unfinished.path().toString());
            vacuum.executeUpdate();
        } catch (SQLException e) {
            if (stop.getAsBoolean()) {
                throw new StoreException(Reason.CLOSED, "Cannot " + doing + ": the store is being closed", e);
            }
            throw SqlFailure.of(e, doing);
        }
    }

    /** Later than all that are there, also when the clock was put back: what is kept is decided by the names. */
    private BackupName nextName() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant next = backups.of(store).stream()
                .findFirst()
                .map(newest -> newest.made().plusMillis(1))
                .filter(now::isBefore)
                .orElse(now);
        return new BackupName(store, next);
    }

    private void dropOlder(Backup made) {
        List<Backup> all = backups.of(store);
        for (Backup old : all.subList(Math.min(backups.kept(), all.size()), all.size())) {
            try {
                if (!old.file().equals(made.file()) && Files.deleteIfExists(old.file())) {
                    tell(new BackupEvent.Dropped(old));
                }
            } catch (IOException e) {
                LOG.warn("The old backup {} cannot be deleted; it will be tried again after the next", old.file(), e);
            }
        }
    }

    private void sweep(StoreFile unfinished) {
        try {
            unfinished.remove();
        } catch (IOException e) {
            LOG.warn("The unfinished backup {} cannot be deleted; the next one will do so", unfinished, e);
        }
    }

    private void verifying(long rows, long of) {
        tell(new BackupEvent.Verifying(store, rows, of));
    }

    private void tell(BackupEvent event) {
        tell(backups, event);
    }

    static void tell(SqliteBackups backups, BackupEvent event) {
        try {
            backups.listener().on(event);
        } catch (RuntimeException e) {
            LOG.warn("A listener of backups failed at '{}'; the backup goes on", event, e);
        }
    }
}
