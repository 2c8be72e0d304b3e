package dev.pawl.feed;

import dev.pawl.store.LogRow;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest committed rows, for all readers. A reader that has fallen further behind than the ring reaches back is told so, and reads
 * on from the store. Thread-safe.
 */
final class Ring {
    private final LogRow[] rows;
    private long head; // how many rows were ever added; guarded by this

    Ring(int size) {
        rows = new LogRow[size];
    }

    synchronized void add(List<LogRow> committed) {
        for (LogRow row : committed) {
            rows[(int) (head++ % rows.length)] = row;
        }
    }

    synchronized long head() {
        return head;
    }

    /** The rows from that place on, at most {@code max}; null when they are not all there any more. */
    synchronized List<LogRow> from(long place, int max) {
        if (head - place > rows.length) {
            return null;
        }
        List<LogRow> found = new ArrayList<>();
        for (long i = place; i < head && found.size() < max; i++) {
            found.add(rows[(int) (i % rows.length)]);
        }
        return found;
    }
}
