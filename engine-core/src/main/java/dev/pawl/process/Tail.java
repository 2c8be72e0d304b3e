package dev.pawl.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** The last bytes of an output. Thread-safe. */
final class Tail {
    private static final int SIZE = 4_096;
    private static final int MOST_LINES = 10;

    private final byte[] bytes = new byte[SIZE]; // guarded by this
    private int filled; // guarded by this

    synchronized void take(byte[] chunk, int count) {
        int fresh = Math.min(count, SIZE);
        int old = Math.min(filled, SIZE - fresh);
        System.arraycopy(bytes, filled - old, bytes, 0, old);
        System.arraycopy(chunk, count - fresh, bytes, old, fresh);
        filled = old + fresh;
    }

    synchronized List<String> lines() {
        List<String> lines = new String(bytes, 0, filled, UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
    }
}
