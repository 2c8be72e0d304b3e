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
    private long newest; // the position of the last one; guarded by this

    /** @param newest the position before those that will be added */
    Ring(int size, long newest) {
        this.rows = new LogRow[size];
        this.newest = newest;
    }

    synchronized void add(List<LogRow> committed) {
        for (LogRow row : committed) {
            rows[(int) (head++ % rows.length)] = row;
            newest = row.position();
        }
    }

    synchronized long newest() {
        return newest;
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
