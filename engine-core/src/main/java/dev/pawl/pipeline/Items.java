package dev.pawl.pipeline;

import dev.pawl.api.Key;
import java.util.List;
import java.util.Optional;

/** The nodes inside a for-each, and how its items run. Confined to the call that hands it out. */
public final class Items extends Sequence<Items> {
    private Optional<Key<Integer>> index = Optional.empty();
    private Optional<Collect> collect = Optional.empty();
    private int maxConcurrent = 1;
    private int maxFailures;

    Items(Draft draft, String path, int depth) {
        super(draft, path, depth);
    }

    /** How many items run at once; 1 unless said otherwise. */
    public Items maxConcurrent(int items) {
        Names.checkRange("maxConcurrent", items, 1, Limits.AT_ONCE);
        maxConcurrent = items;
        return this;
    }

    /** How many items may fail before the for-each does; none unless said otherwise. */
    public Items maxFailures(int items) {
        Names.checkRange("maxFailures", items, 0, Integer.MAX_VALUE);
        maxFailures = items;
        return this;
    }

    /** Where an item finds its index, counted from 0. */
    public Items index(Key<Integer> key) {
        index = Optional.of(key);
        return this;
    }

    /** Keeps what each item puts under this key, in the item's outcome. */
    public Items collect(Key<?> result) {
        collect = Optional.of(new Collect(result, Optional.empty()));
        return this;
    }

    /** Keeps what each item puts under this key, in its outcome and in a list. */
    public <T> Items collect(Key<T> result, Key<? extends List<T>> into) {
        collect = Optional.of(new Collect(result, Optional.of(into)));
        return this;
    }

    ForEachNode node(String id, Reference items, Key<?> item) {
        return new ForEachNode(id, items, item, index, collect, maxConcurrent, maxFailures, list());
    }

    @Override
    Items self() {
        return this;
    }
}
