package dev.pawl.testing;

import java.util.ArrayList;
import java.util.List;

/** What the bodies of generated steps did, in order: their effects in the outside world. Thread-safe. */
final class WorkLog {
    private final List<Did> entries = new ArrayList<>(); // guarded by this

    /** That a body came to its end, whatever became of it then. */
    record Did(String path, int attempt, String saw, long token) {
        boolean isSame(Did other) {
            return path.equals(other.path) && attempt == other.attempt && saw.equals(other.saw);
        }

        @Override
        public String toString() {
            return path + "#" + attempt + " " + saw;
        }
    }

    synchronized void did(Did entry) {
        entries.add(entry);
    }

    synchronized List<Did> entries() {
        return List.copyOf(entries);
    }
}
