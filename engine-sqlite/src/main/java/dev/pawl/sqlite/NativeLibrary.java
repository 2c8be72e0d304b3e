package dev.pawl.sqlite;

import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads the library of SQLite, once in a process. By itself the driver writes a copy of it for each process and deletes that at its end,
 * which a process that is killed does not come to; so it is given the {@link SharedLibrary}. Where that cannot be had, or the user
 * has said where the library is, the driver does what it does. Thread-safe.
 */
final class NativeLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
    private static final String PATH = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";
    private static final String FOLDER = "org.sqlite.tmpdir";

    private static volatile boolean isLoaded;

    private NativeLibrary() {}

    static void load() {
        if (!isLoaded) {
            // The driver's own lock: what is set meanwhile is seen by nobody else who loads it.
            synchronized (SQLiteJDBCLoader.class) {
                Optional<Path> shared = isChosen() ? Optional.empty() : shared();
                try {
                    shared.ifPresent(NativeLibrary::choose);
                    loadByDriver();
                } finally {
                    if (shared.isPresent()) {
                        System.clearProperty(PATH);
                        System.clearProperty(NAME);
                    }
                }
            }
            isLoaded = true;
        }
    }

    private static boolean isChosen() {
        return System.getProperty(PATH) != null || System.getProperty(NAME) != null;
    }

    private static void choose(Path library) {
        System.setProperty(PATH, library.getParent().toString());
        System.setProperty(NAME, library.getFileName().toString());
    }

    private static void loadByDriver() {
        try {
            if (SQLiteJDBCLoader.initialize()) {
                return;
            }
            throw cannot(null);
        } catch (StoreException e) {
            throw e;
        } catch (Exception e) {
            throw cannot(e);
        }
    }

    private static StoreException cannot(Exception why) {
        return new StoreException(
                Reason.FAILED,
                "Cannot load the library of SQLite from " + folder() + (why == null ? "" : ": " + why.getMessage())
                        + "; set -D" + FOLDER
                        + " to a folder that can be written, on a file system that lets libraries be loaded (not noexec)",
                why);
    }

    private static String folder() {
        return System.getProperty(FOLDER, System.getProperty("java.io.tmpdir"));
    }

    private static Optional<Path> shared() {
        try {
            return Optional.of(SharedLibrary.in(Path.of(folder())).find());
        } catch (IOException | InvalidPathException | SecurityException e) {
            LOG.debug("The library of SQLite is not shared; the driver makes a copy for this process", e);
            return Optional.empty();
        }
    }
}
