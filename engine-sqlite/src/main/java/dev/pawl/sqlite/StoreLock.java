package dev.pawl.sqlite;

import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a store for one repository: a lock of the system on a file of its own, which ends with the process, and a list of what this
 * process has open, because such a lock is blind to its own process. The lock file stays: removing it would let two in. Thread-safe.
 */
final class StoreLock implements AutoCloseable {
    /** What another one is doing that has the lock of a store. */
    static final String OPEN = "it is open already";

    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path store;
    private final FileChannel channel;
    private final FileLock lock;

    private StoreLock(Path store, FileChannel channel, FileLock lock) {
        this.store = store;
        this.channel = channel;
        this.lock = lock;
    }

    static StoreLock take(StoreFile file) {
        return take(file, "open " + file, OPEN, "share that repository");
    }

    /**
     * @param doing what fails when another has it, for the message
     * @param held what that other is doing
     * @param advice what to do when it is in this process
     */
    static StoreLock take(StoreFile file, String doing, String held, String advice) {
        if (!HELD.add(file.path())) {
            throw new StoreException(Reason.BUSY, "Cannot " + doing + ": " + held + " in this process; " + advice);
        }
        boolean taken = false;
        try {
            StoreLock lock = lock(file, doing, held);
            taken = true;
            return lock;
        } catch (IOException e) {
            throw new StoreException(
                    Reason.READ_ONLY, "Cannot " + doing + ": its lock file cannot be written: " + e, e);
        } finally {
            if (!taken) {
                HELD.remove(file.path());
            }
        }
    }

    /** What is done while the lock is held. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Takes the lock as {@link #take}, and lets go of it when that has been done. */
    static <T> T holding(StoreFile file, String doing, String held, String advice, Work<T> work) throws IOException {
        StoreLock lock = take(file, doing, held, advice);
        try {
            return work.run();
        } finally {
            lock.close();
        }
    }

    /** Whether this process has it; of others nothing is known. */
    static boolean isHeldHere(StoreFile file) {
        return HELD.contains(file.path());
    }

    private static StoreLock lock(StoreFile file, String doing, String held) throws IOException {
        Path path = file.beside(".lock");
        if (!Files.exists(path)) {
            try {
                StoreFile.create(path);
            } catch (FileAlreadyExistsException e) {
                // Another one was faster; the lock decides.
            }
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another class loader of this process has it.
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new StoreException(
                    Reason.BUSY, "Cannot " + doing + ": " + held + " in another process, which holds " + path);
        }
        return new StoreLock(file.path(), channel, lock);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            lock.release();
        } finally {
            HELD.remove(store);
        }
    }
}
