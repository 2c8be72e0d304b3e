package dev.pawl.sqlite.trial;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A disk in memory, of a few megabytes, that can be filled up to the last page. Only root may mount one. Confined to one thread. */
final class SmallDisk implements AutoCloseable {
    static final int PAGE = 4_096;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Empty where it may not be mounted. */
    static Optional<SmallDisk> mount(Path folder, long bytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        boolean mounts = succeeds("mount", "-t", "tmpfs", "-o", "size=" + bytes, "pawl-trial", folder.toString());
        return mounts ? Optional.of(new SmallDisk(folder)) : Optional.empty();
    }

    /** Another folder on it. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    long free() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /** Takes all room but that, rounded down to pages. */
    void fill(long left) throws IOException {
        byte[] page = new byte[PAGE];
        try (OutputStream ballast =
                Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (long free = free() - left; free >= PAGE; free = free() - left) {
                for (long pages = free / PAGE; pages > 0; pages--) {
                    ballast.write(page);
                }
            }
        } catch (IOException e) {
            // Others write, too: that it is full is what was wanted.
            if (free() >= PAGE) {
                throw e;
            }
        }
    }

    /** Gives the room back. */
    void clear() throws IOException {
        Files.deleteIfExists(ballast());
    }

    /** Gives it so much more room. */
    void grow(long bytes) throws IOException, InterruptedException {
        long size = Files.getFileStore(folder).getTotalSpace() + bytes;
        if (!succeeds("mount", "-o", "remount,size=" + size, folder.toString())) {
            throw new IOException("the disk at " + folder + " could not be made larger");
        }
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            System.out.println(command[0] + " cannot be started: " + e.getMessage());
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (!succeeds("umount", folder.toString())) {
                throw new IOException("the disk at " + folder + " is still in use");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
