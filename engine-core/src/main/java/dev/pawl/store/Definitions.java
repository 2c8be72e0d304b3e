package dev.pawl.store;

import java.util.Optional;

/** The shapes of pipelines that were submitted, by fingerprint: of all runs that are kept, and of those that may come. Thread-safe. */
public interface Definitions {
    /**
     * Keeps a shape; one that is there already stays as it is. Who submits runs with it says so again every hour: a store may drop a shape
     * that no run has and nobody has named for a day.
     */
    void save(Definition definition);

    Optional<Definition> find(String fingerprint);

    /** A pipeline's shape as JSON text. */
    record Definition(String fingerprint, String pipeline, int version, String shape) {}
}
