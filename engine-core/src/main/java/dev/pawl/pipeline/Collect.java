package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Key;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link ForEachNode} takes out of its items. Immutable.
 *
 * @param result the key that each item puts; it stands as {@code value} in the item's outcome
 * @param into the list of these values, in the order of the items that succeeded, as a value of the run
 */
public record Collect(Key<?> result, Optional<Key<?>> into) {
    public Collect {
        requireNonNull(result, "result");
        requireNonNull(into, "into");
    }

    Map<String, Object> shape() {
        Shape shape = Shape.of("result", Keys.shape(result));
        into.ifPresent(key -> shape.and("into", Keys.shape(key)));
        return shape.map();
    }
}
