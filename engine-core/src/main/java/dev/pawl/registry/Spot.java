package dev.pawl.registry;

import dev.pawl.pipeline.Reference;
import java.util.Optional;

/**
 * Where in the settings of a step something stands, and the reference that has led to it, if one has. Immutable.
 *
 * @param path such as {@code with.pages[0].url}
 */
record Spot(String path, Optional<Reference> from) {
    /** All settings of a step. */
    static final Spot ALL = new Spot("with", Optional.empty());

    /** A setting of a record. */
    Spot inside(String name) {
        return new Spot(path + "." + Found.shortened(name), from);
    }

    /** An entry of a map; the names in one that comes from the run may be secret as its values. */
    Spot entry(String name) {
        return isReferred() ? new Spot(path + "[…]", from) : inside(name);
    }

    Spot element(int index) {
        return new Spot(path + "[" + index + "]", from);
    }

    Spot led(Reference reference) {
        return new Spot(path, Optional.of(reference));
    }

    /** Whether what stands here comes from the run and not from the definition. */
    boolean isReferred() {
        return from.isPresent();
    }
}
