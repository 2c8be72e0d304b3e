package dev.pawl.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that gets all lines, up to a limit. One that cannot be written any more holds up nothing: the program's output is still read. A
 * plain stream, as a channel is closed when its thread is interrupted. Thread-safe.
 */
final class OutputFile {
    private final Path path;
    private final long limit;
    private final OutputStream out; // guarded by this
    private long written; // guarded by this
    private long dropped; // guarded by this
    private String trouble = ""; // guarded by this
    private boolean isClosed; // guarded by this
    private volatile boolean isFull;

    private OutputFile(Path path, long limit, OutputStream out) {
        this.path = path;
        this.limit = limit;
        this.out = out;
    }

    /** Adds to the file, if it is there. */
    static OutputFile open(Path path, long limit) {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return new OutputFile(path, limit, new BufferedOutputStream(new FileOutputStream(path.toFile(), true)));
        } catch (IOException e) {
            throw new ProcessFailedException(
                    "the output file " + path + " cannot be opened, so the program was not started: " + e
                            + "; see that its folder can be written");
        }
    }

    boolean isFull() {
        return isFull;
    }

    synchronized void line(String line) {
        byte[] bytes = (line + "\n").getBytes(UTF_8);
        if (isFull || written + bytes.length > limit) {
            drop(bytes.length);
            return;
        }
        try {
            written += bytes.length;
            out.write(bytes);
        } catch (IOException e) {
            fail(e);
        }
    }

    synchronized void drop(long bytes) {
        isFull = true;
        dropped += bytes;
    }

    /** What was written can be read by others. */
    synchronized void flush() {
        try {
            if (!isClosed) {
                out.flush();
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Writes how much is missing. */
    synchronized void close() {
        if (isClosed) {
            return;
        }
        isFull = true;
        try (out) {
            if (dropped > 0 && trouble.isEmpty()) {
                out.write(("… " + dropped + " bytes dropped\n").getBytes(UTF_8));
            }
        } catch (IOException e) {
            fail(e);
        }
        isClosed = true;
    }

    private void fail(IOException e) {
        isFull = true;
        trouble = trouble.isEmpty() ? "the output file " + path + " cannot be written any more: " + e : trouble;
    }

    /** Why it does not hold all that fits; empty when it does. */
    synchronized String trouble() {
        return trouble;
    }
}
