package dev.pawl.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/**
 * A copy of SQLite's library that all processes of a user share, so that there is one however many of them are killed. It lies in a folder
 * that only that user can write, and each process compares it with what is in the jar before it loads it. One that is missing, or is not
 * the same, is written under a name of its own and renamed; so those who start at the same time, and those who have the old one loaded,
 * do not disturb each other. What a process that was killed has not finished is removed by a later one. Immutable.
 *
 * @param folder holds the copies: one of each version and system
 */
record SharedLibrary(Path folder) {
    private static final String UNFINISHED = "unfinished-";
    private static final Duration LONG_AGO = Duration.ofMinutes(1);
    private static final String ONLY_OURS = "rwx------";
    private static final int WRITTEN_BY_OTHERS = 0022;
    private static final int STICKY = 01000;

    /** That of this user in a folder for temporary files. */
    static SharedLibrary in(Path temporary) {
        String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9]", "_");
        return new SharedLibrary(temporary.toAbsolutePath().resolve("pawl-" + user));
    }

    /** Finds the copy, or makes it. Throws where there is no folder that only this user can write. */
    Path find() throws IOException {
        byte[] library = inJar();
        if (isPosix()) {
            UserPrincipal user = user();
            makeFolder();
            checkFolder(user);
        } else {
            makeFolder();
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw noFolder();
            }
        }
        sweep();
        Path copy = folder.resolve(name());
        if (!isSame(copy, library)) {
            make(copy, library);
        }
        return copy;
    }

    /** Not as the driver names its copies, or it would remove this one. */
    private static String name() {
        return OSInfo.getNativeLibFolderPathForCurrentOS().replace('/', '-') + "-" + SQLiteJDBCLoader.getVersion() + "-"
                + LibraryLoaderUtil.getNativeLibName();
    }

    private static byte[] inJar() throws IOException {
        String name = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
        URL resource = SQLiteJDBCLoader.class.getResource(name);
        if (resource == null) {
            throw new IOException("the jar of the driver has no " + name);
        }
        var connection = resource.openConnection();
        // Else the jar stays open for as long as the process lives.
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private boolean isPosix() {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private FileAttribute<?>[] onlyOurs() {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(ONLY_OURS))
                }
                : new FileAttribute<?>[0];
    }

    /** Who this process is to the file system; a folder in which others can put theirs in the place of ours is refused. */
    private UserPrincipal user() throws IOException {
        Path base = folder.getParent();
        Path ours = Files.createTempFile(base, folder.getFileName() + "-", "", onlyOurs());
        try {
            int mode = (int) Files.getAttribute(base, "unix:mode");
            if ((mode & WRITTEN_BY_OTHERS) != 0 && (mode & STICKY) == 0) {
                throw new FileSystemException(base.toString(), null, "others can exchange what is in it");
            }
            return Files.getOwner(ours, LinkOption.NOFOLLOW_LINKS);
        } finally {
            Files.deleteIfExists(ours);
        }
    }

    private void makeFolder() throws IOException {
        try {
            Files.createDirectory(folder, onlyOurs());
        } catch (FileAlreadyExistsException e) {
            // It is looked at below.
        }
    }

    /** One look at one entry: what is ours then cannot be exchanged by others afterwards. */
    private void checkFolder(UserPrincipal user) throws IOException {
        var found = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isDirectory()) {
            throw noFolder();
        }
        if (!found.owner().equals(user)) {
            throw new FileSystemException(folder.toString(), null, "it belongs to " + found.owner());
        }
        if (!PosixFilePermissions.toString(found.permissions()).equals(ONLY_OURS)) {
            throw new FileSystemException(folder.toString(), null, "others can use it");
        }
    }

    private FileSystemException noFolder() {
        return new FileSystemException(folder.toString(), null, "it is no folder");
    }

    private void sweep() throws IOException {
        Instant before = Instant.now().minus(LONG_AGO);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
            for (Path file : files) {
                if (isOlder(file, before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isOlder(Path file, Instant hour) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(hour);
        } catch (NoSuchFileException e) {
            // Its process has finished it this moment.
            return false;
        }
    }

    private static boolean isSame(Path copy, byte[] library) throws IOException {
        return Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS)
                && Files.size(copy) == library.length
                && Arrays.equals(Files.readAllBytes(copy), library);
    }

    private void make(Path copy, byte[] library) throws IOException {
        Path unfinished = Files.createTempFile(folder, UNFINISHED, "", onlyOurs());
        try {
            Files.write(unfinished, library);
            Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
