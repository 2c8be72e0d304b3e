package dev.pawl.sqlite;

import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Where a store lies, and the files beside it. Nothing here reads or writes the database itself: a file that a process closes takes
 * all locks with it that SQLite holds on it. Immutable.
 *
 * @param path absolute, without links
 */
record StoreFile(Path path) {
    /** Finds the place, and makes its folder when there is none. */
    static StoreFile at(Path given) {
        return at(given, "open " + given.toAbsolutePath().normalize());
    }

    /** @param doing what fails when the place cannot be used, for the message */
    static StoreFile at(Path given, String doing) {
        Path absolute = given.toAbsolutePath().normalize();
        refuseOddNames(absolute, doing);
        if (absolute.getFileName() == null || Files.isDirectory(absolute)) {
            throw new StoreException(Reason.FAILED, "Cannot " + doing + ": it is a folder; name a file in it");
        }
        if (Files.isSymbolicLink(absolute) && !Files.exists(absolute)) {
            throw new StoreException(
                    Reason.FAILED,
                    "Cannot " + doing
                            + ": it is a link to something that is not there; mount that, or remove the link");
        }
        if (Files.exists(absolute) && !Files.isRegularFile(absolute)) {
            throw new StoreException(
                    Reason.FOREIGN, "Cannot " + doing + ": it is no file, but a device or a pipe; name a file");
        }
        try {
            Files.createDirectories(absolute.getParent(), onlyOurs(absolute, "rwx------"));
            Path real = Files.exists(absolute)
                    ? absolute.toRealPath()
                    : absolute.getParent().toRealPath().resolve(absolute.getFileName());
            refuseOddNames(real, doing);
            return new StoreFile(real);
        } catch (IOException e) {
            throw new StoreException(Reason.FAILED, "Cannot " + doing + ": its folder cannot be used: " + e, e);
        }
    }

    /** The driver takes what follows a question mark for settings. */
    private static void refuseOddNames(Path path, String doing) {
        String text = path.toString();
        if (text.indexOf('?') >= 0 || text.indexOf('#') >= 0 || text.chars().anyMatch(Character::isISOControl)) {
            throw new StoreException(
                    Reason.FAILED,
                    "Cannot " + doing + ": the path " + text
                            + " is not safe, with '?', '#' or a control character in it; choose another name");
        }
    }

    private static FileAttribute<?>[] onlyOurs(Path path, String permissions) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    boolean exists() {
        return Files.exists(path);
    }

    long size() throws IOException {
        return Files.size(path);
    }

    /** How long the write-ahead log is; 0 when there is none. */
    long walSize() {
        try {
            return Files.size(beside("-wal"));
        } catch (IOException e) {
            return 0;
        }
    }

    Path beside(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    /** The name under which a new store is made, before it gets its own. */
    StoreFile unfinished() {
        return new StoreFile(beside(".new"));
    }

    /** Removes the file and what SQLite may have left beside it. */
    void remove() throws IOException {
        Files.deleteIfExists(path);
        removeCompanions();
    }

    /** Removes what belongs to a database that is not there any more. */
    void removeCompanions() throws IOException {
        for (String suffix : List.of("-journal", "-wal", "-shm")) {
            Files.deleteIfExists(beside(suffix));
        }
    }

    /** Makes an empty file that only its owner can use; what SQLite puts beside it has the same permissions. */
    static void create(Path path) throws IOException {
        Files.createFile(path, onlyOurs(path, "rw-------"));
    }

    /** Gives a file its final name, and sees to it that the name stays. */
    static void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to);
        }
        try (FileChannel folder = FileChannel.open(to.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // Not every system lets a folder be opened; where it does, it also lets it be forced.
            if (Files.getFileStore(to).supportsFileAttributeView("posix")) {
                throw e;
            }
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
