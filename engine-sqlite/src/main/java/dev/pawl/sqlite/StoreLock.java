package dev.pawl.sqlite;

import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Who has a store, by locks of the system on bytes of a file of its own; they end with the process, however it ends. Byte 0 is the
 * door: whoever comes in, or wants it for himself, has it for a moment. Byte 1 is the room: shared by all who are in. Byte 2 is had by who prunes by the clock. And each process
 * that is in has a byte further on, at random, which tells others that it lives.
 *
 * <p>Such locks are blind to their own process, and lost as soon as it closes the file once more. So a process opens the file once, and what it has
 * open stands in its system properties, which all its class loaders share. The lock file stays: removing it would let two in. Thread-safe.
 */
final class StoreLock implements AutoCloseable {
    /** What another one is doing that has the lock of a store. */
    static final String OPEN = "it is open already";

    private static final String HERE = "dev.pawl.sqlite.open.";
    private static final long DOOR = 0;
    private static final long ROOM = 1;
    private static final long PRUNING = 2;
    private static final long PLACES = 1_024;
    private static final long LOOK_NANOS = 5_000_000;

    private final Path store;
    private final FileChannel channel;
    private final long place = ThreadLocalRandom.current().nextLong(PLACES, Long.MAX_VALUE);
    private FileLock room; // confined to who opens it

    private StoreLock(Path store, FileChannel channel) {
        this.store = store;
        this.channel = channel;
    }

    /** What is done while nobody else has the store. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Does something while nobody else has the store, here or in another process.
     *
     * @param doing what fails when another has it, for the message
     * @param held what that other is doing
     * @param advice what to do when it is in this process
     */
    static <T> T alone(StoreFile file, String doing, String held, String advice, Work<T> work) throws IOException {
        try (StoreLock lock = begin(file, doing, held, advice)) {
            lock.passDoor(Duration.ZERO, doing, held);
            if (!lock.hasRoom(false)) {
                throw lock.busy(doing, held + " in another process");
            }
            return work.run();
        }
    }

    /** What is done at the door of a store that is being opened. */
    interface Entering {
        /** Nobody else has it open. */
        void first();

        /** Others have it open. */
        void next();
    }

    /**
     * Comes into a store, beside others.
     *
     * @param patience how long to wait for one that is at the door
     */
    static StoreLock enter(StoreFile file, Duration patience, Entering entering) {
        String doing = "open " + file;
        boolean entered = false;
        StoreLock lock = begin(file, doing, OPEN, "share that repository");
        try {
            FileLock door = lock.passDoor(patience, doing, "it is being opened, restored or backed up");
            if (lock.hasRoom(false)) {
                entering.first();
                lock.room.release();
            } else {
                entering.next();
            }
            if (!lock.hasRoom(true) || lock.lock(lock.place, false) == null) {
                throw lock.busy(doing, "another process has it for itself");
            }
            door.release();
            entered = true;
            return lock;
        } catch (IOException e) {
            throw unusable(doing, e);
        } finally {
            if (!entered) {
                lock.letGo();
            }
        }
    }

    /** Whether this process has it; of others nothing is known. */
    static boolean isHeldHere(StoreFile file) {
        return System.getProperty(HERE + file.path()) != null;
    }

    private static StoreLock begin(StoreFile file, String doing, String held, String advice) {
        if (System.getProperties().putIfAbsent(HERE + file.path(), "") != null) {
            throw new StoreException(Reason.BUSY, "Cannot " + doing + ": " + held + " in this process; " + advice);
        }
        try {
            Path path = file.beside(".lock");
            if (!Files.exists(path)) {
                try {
                    StoreFile.create(path);
                } catch (FileAlreadyExistsException e) {
                    // Another one was faster; the lock decides.
                }
            }
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return new StoreLock(file.path(), channel);
        } catch (IOException e) {
            System.getProperties().remove(HERE + file.path());
            throw unusable(doing, e);
        }
    }

    private static StoreException unusable(String doing, IOException e) {
        return new StoreException(Reason.READ_ONLY, "Cannot " + doing + ": its lock file cannot be used: " + e, e);
    }

    private StoreException busy(String doing, String why) {
        return new StoreException(Reason.BUSY, "Cannot " + doing + ": " + why + ", which holds " + store + ".lock");
    }

    private FileLock passDoor(Duration patience, String doing, String held) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        FileLock door = lock(DOOR, false);
        while (door == null && System.nanoTime() < end) {
            LockSupport.parkNanos(this, LOOK_NANOS);
            door = lock(DOOR, false);
        }
        if (door == null) {
            throw busy(doing, held + " in another process");
        }
        return door;
    }

    private boolean hasRoom(boolean isShared) throws IOException {
        room = lock(ROOM, isShared);
        return room != null;
    }

    private FileLock lock(long at, boolean isShared) throws IOException {
        return channel.tryLock(at, 1, isShared);
    }

    /** Does that, unless another process is pruning in the same way; says whether it was done. By one thread at a time. */
    boolean whileNobodyPrunes(Runnable work) {
        String doing = "prune " + store;
        try {
            FileLock turn = lock(PRUNING, false);
            if (turn == null) {
                return false;
            }
            try {
                work.run();
            } finally {
                turn.release();
            }
            return true;
        } catch (IOException e) {
            throw unusable(doing, e);
        }
    }

    /** The byte that says that this process lives. */
    long place() {
        return place;
    }

    /** Whether nobody has that byte any more. */
    boolean isFree(long other) {
        try {
            FileLock taken = lock(other, false);
            if (taken != null) {
                taken.release();
            }
            return taken != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("the lock file of " + store + " cannot be used", e);
        }
    }

    private void letGo() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock file of " + store + " cannot be closed", e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            System.getProperties().remove(HERE + store);
        }
    }
}
