package dev.pawl.memory;

import dev.pawl.store.Checkpoint;
import dev.pawl.store.Wait;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What runs wait for, by run and path. Used under the gate's lock only. Thread-safe. */
final class Waits {
    private final NavigableMap<Place, Wait> waits = new TreeMap<>();

    /** A node of a run. */
    private record Place(long run, String path) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparingLong(Place::run).thenComparing(Place::path);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    void change(Checkpoint checkpoint) {
        checkpoint.closed().forEach(path -> waits.remove(new Place(checkpoint.run(), path)));
        checkpoint.opened().forEach(wait -> waits.put(new Place(wait.run(), wait.path()), wait));
    }

    /** The run has ended. */
    void forget(long run) {
        ofRun(run).clear();
    }

    List<Wait> of(long run) {
        return List.copyOf(ofRun(run).values());
    }

    List<Wait> page(String kind, String name, long afterRun, String afterPath, int max) {
        return waits.tailMap(new Place(afterRun, afterPath), false).values().stream()
                .filter(wait -> wait.kind().equals(kind))
                .filter(wait -> name.isEmpty() || wait.name().equals(name))
                .limit(Math.max(0, max))
                .toList();
    }

    private NavigableMap<Place, Wait> ofRun(long run) {
        return waits.subMap(new Place(run, ""), true, new Place(run + 1, ""), false);
    }
}
