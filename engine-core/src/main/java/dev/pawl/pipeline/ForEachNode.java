package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs its nodes once for each element of a list. An item sees what its for-each sees, and its element and index.
 * What it puts stays in the item, except for what is collected. The data of the for-each is a list of outcomes in
 * the order of the elements. Paths: {@code id/node}, in a run {@code id[3]/node}, counted from 0. Immutable.
 *
 * @param items the list
 * @param item the key under which an item sees its element
 * @param index the key under which an item sees its index
 * @param collect what is taken out of the items
 * @param maxConcurrent how many items run at once
 * @param maxFailures how many items may fail before the for-each does
 */
public record ForEachNode(
        String id,
        Reference items,
        Key<?> item,
        Optional<Key<Integer>> index,
        Optional<Collect> collect,
        int maxConcurrent,
        int maxFailures,
        List<Node> nodes)
        implements Node {
    public ForEachNode {
        Names.checkId(id);
        requireNonNull(items, "items");
        requireNonNull(item, "item");
        requireNonNull(index, "index");
        requireNonNull(collect, "collect");
        Names.checkRange("maxConcurrent", maxConcurrent, 1, Limits.AT_ONCE);
        Names.checkRange("maxFailures", maxFailures, 0, Integer.MAX_VALUE);
        nodes = List.copyOf(nodes);
    }

    @Override
    public String kind() {
        return "for-each";
    }

    @Override
    public Map<String, Object> shape() {
        Shape shape = Shape.of("id", id)
                .and("kind", kind())
                .and("items", items.toString())
                .and("item", (Object) Keys.shape(item));
        index.ifPresent(key -> shape.and("index", key.name()));
        collect.ifPresent(c -> shape.and("collect", c.shape()));
        return shape.andIf(maxConcurrent != 1, "maxConcurrent", maxConcurrent)
                .andIf(maxFailures != 0, "maxFailures", maxFailures)
                .nodes("steps", nodes)
                .map();
    }

    @Override
    public List<Block> blocks() {
        return Block.only(nodes);
    }

    @Override
    public List<Reference> references() {
        return List.of(items);
    }

    @Override
    public List<Key<?>> keys() {
        List<Key<?>> keys = new ArrayList<>(itemKeys());
        collect.ifPresent(c -> {
            keys.add(c.result());
            c.into().ifPresent(keys::add);
        });
        return keys;
    }

    /** What only the items see. */
    List<Key<?>> itemKeys() {
        return index.isPresent() ? List.of(item, index.get()) : List.of(item);
    }
}
