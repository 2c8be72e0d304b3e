package dev.pawl.sqlite;

import static java.util.Objects.requireNonNull;

import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A copy of a store at one moment: a database in one file, {@code pawl_20261121T190500123Z.db}. It has that name since it was verified:
 * the copy was forced to the disk, opened again, and all of it was read. {@link #verify} does that again at any time. Immutable.
 *
 * @param file where it lies
 * @param store the name of the store's file without {@code .db}
 * @param made when, in UTC
 * @param bytes how long the file is
 */
public record Backup(Path file, String store, Instant made, long bytes) {
    public Backup {
        requireNonNull(file, "file");
        requireNonNull(store, "store");
        requireNonNull(made, "made");
    }

    /** Finds a backup by its file, which has kept the name that it was given when it was made. */
    public static Backup of(Path file) {
        Path name = requireNonNull(file, "file").getFileName();
        BackupName parsed = BackupName.parse(name == null ? "" : name.toString())
                .orElseThrow(() -> new StoreException(
                        Reason.FOREIGN,
                        "Cannot use " + file + " as a backup: it is not called {store}_{yyyyMMdd}T{HHmmssSSS}Z.db,"
                                + " as verified backups are"));
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new StoreException(Reason.FAILED, "Cannot use " + file + " as a backup: there is no such file");
            }
            return of(file, parsed);
        } catch (IOException e) {
            throw FileFailure.of(e, "use " + file + " as a backup");
        }
    }

    static Backup of(Path file, BackupName name) throws IOException {
        return new Backup(file.toAbsolutePath().normalize(), name.store(), name.made(), Files.size(file));
    }

    /**
     * Reads all of it again: that it is a store of this version or an older one with exactly its tables, that SQLite finds it sound, the
     * checksum of every row, and that no run's log has a gap. Throws a {@link StoreException} that names the first fault.
     */
    public BackupContents verify() {
        return new Inspection(unopened("verify " + file), "verify " + file).run();
    }

    /**
     * Puts a copy of it in the place of a store that nobody has open, all or nothing: a backup that is not sound is refused, and so is a
     * store that is open, here or in another process, and then nothing at the target has changed. What the store held before is gone
     * afterwards. When the process is killed meanwhile, the store is as before or is the backup, also for whoever opens it next.
     */
    public void restore(Path target) {
        requireNonNull(target, "target");
        new Restore(this, StoreFile.at(target, "restore " + target + " from " + file)).run();
    }

    /** It could have been opened as a store: then it is one, and must not be read past SQLite. */
    StoreFile unopened(String doing) {
        if (!Files.exists(file)) {
            throw new StoreException(Reason.FAILED, "Cannot " + doing + ": there is no file " + file);
        }
        StoreFile place = StoreFile.at(file, doing);
        if (StoreLock.isHeldHere(place)) {
            throw new StoreException(
                    Reason.BUSY, "Cannot " + doing + ": the backup " + file + " is open as a store; close that first");
        }
        return place;
    }
}
