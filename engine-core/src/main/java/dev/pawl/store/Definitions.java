package dev.pawl.store;

import java.util.Optional;

/** The shapes of all pipelines that were ever submitted, by fingerprint. Thread-safe. */
public interface Definitions {
    /** Keeps a shape; one that is there already stays as it is. */
    void save(Definition definition);

    Optional<Definition> find(String fingerprint);

    /** A pipeline's shape as JSON text. */
    record Definition(String fingerprint, String pipeline, int version, String shape) {}
}
