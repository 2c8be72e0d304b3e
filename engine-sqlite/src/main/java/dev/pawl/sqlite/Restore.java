package dev.pawl.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Puts a backup in the place of a store. The copy beside the store is verified, not the backup, so that it is the bytes that are put
 * there which are known to be sound. Then it is renamed to say so: from there on there is no way back, and whoever opens the store
 * after a crash goes on. Only now the log and the journal of the old store are removed, which SQLite would else take for those of the new one;
 * removed any earlier they could be missing in the old one. Immutable.
 *
 * @param target may be missing
 */
record Restore(Backup backup, StoreFile target) {
    private static final String COPY = ".restoring";
    private static final String VERIFIED = ".restored";

    void run() {
        StoreFile source = backup.unopened(doing());
        try {
            StoreLock.alone(target, doing(), StoreLock.OPEN, "close that repository first", () -> replace(source));
        } catch (IOException e) {
            throw FileFailure.of(e, doing());
        }
    }

    private String doing() {
        return "restore " + target + " from " + backup.file();
    }

    private BackupContents replace(StoreFile source) throws IOException {
        // One that was decided before was to be replaced as well.
        finish(target);
        StoreFile copy = new StoreFile(target.beside(COPY));
        copy.remove();
        BackupContents contents;
        try {
            copy(source.path(), copy.path());
            contents = new Inspection(copy, doing()).run();
            StoreFile.rename(copy.path(), target.beside(VERIFIED));
        } finally {
            copy.remove();
        }
        finish(target);
        return contents;
    }

    private static void copy(Path from, Path to) throws IOException {
        StoreFile.create(to);
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(to, StandardOpenOption.WRITE)) {
            long size = in.size();
            for (long at = 0; at < size; ) {
                long more = in.transferTo(at, size - at, out);
                if (more == 0) {
                    throw new IOException(from + " became shorter while it was copied");
                }
                at += more;
            }
            out.force(true);
        }
    }

    /** Whether a restore of that store was decided, but not carried through. */
    static boolean isDecided(StoreFile target) {
        return Files.exists(target.beside(VERIFIED));
    }

    /** Carries a decided restore through; needs the lock of the store. */
    static void finish(StoreFile target) throws IOException {
        if (isDecided(target)) {
            target.removeCompanions();
            StoreFile.rename(target.beside(VERIFIED), target.path());
        }
    }

    /** As {@link #finish}, when the store is opened. */
    static void finishAtOpening(StoreFile target) {
        try {
            finish(target);
        } catch (IOException e) {
            throw FileFailure.of(e, "open " + target + ", which is being restored");
        }
    }
}
