package dev.pawl.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** The first bytes of an output, up to a limit, and the number of the others. Thread-safe. */
final class Kept {
    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(); // guarded by this
    private long dropped; // guarded by this

    Kept(int limit) {
        this.limit = limit;
    }

    synchronized void take(byte[] chunk, int count) {
        int fitting = Math.min(count, limit - bytes.size());
        bytes.write(chunk, 0, fitting);
        dropped += count - fitting;
    }

    /** What is no UTF-8 is replaced, and no character is cut in two. */
    synchronized String text() {
        byte[] all = bytes.toByteArray();
        int end = dropped == 0 ? all.length : LineSplitter.wholeCharacters(all, all.length);
        return new String(all, 0, end, UTF_8);
    }

    synchronized long dropped() {
        return dropped;
    }
}
