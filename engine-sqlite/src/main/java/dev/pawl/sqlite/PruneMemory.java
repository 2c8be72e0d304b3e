package dev.pawl.sqlite;

import dev.pawl.sqlite.EndedTable.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What one pruning has learnt, from slice to slice: a chain is not read again for each of its runs, and what is damaged is told once.
 * What a transaction has learnt that was undone is true all the same. Confined to the writer, for one pruning.
 */
final class PruneMemory {
    private final Map<String, Place> chains = new HashMap<>();
    private final Set<Long> unsound = new HashSet<>();

    /** Whether the chain of that origin is known to stay when the run of that place is looked at. */
    boolean isKept(String origin, Place place) {
        Place until = chains.get(origin);
        return until != null && place.compareTo(until) < 0;
    }

    /** The chain stays until the run of that place is looked at. */
    void keep(String origin, Place until) {
        chains.put(origin, until);
    }

    /** Whether nothing was said yet of that row of the dropped. */
    boolean isNews(long dropped) {
        return unsound.add(dropped);
    }
}
