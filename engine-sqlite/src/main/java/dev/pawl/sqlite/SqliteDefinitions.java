package dev.pawl.sqlite;

import static java.util.Objects.requireNonNull;

import dev.pawl.store.Definitions;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The shapes of pipelines in the file. Thread-safe. */
record SqliteDefinitions(GroupWriter writer, Readers readers, Clock clock) implements Definitions {
    /** So old may be what is written of when it was named last. */
    private static final Duration FRESH = Duration.ofHours(1);

    @Override
    public void save(Definition definition) {
        requireNonNull(definition, "definition");
        long now = clock.millis();
        // Most are there already: a look costs no commit.
        boolean isFresh = readers.read(
                tables -> tables.definitions().isNamedSince(definition.fingerprint(), now - FRESH.toMillis()));
        if (!isFresh) {
            writer.call(ledger -> {
                ledger.tables().definitions().put(definition, now);
                return null;
            });
        }
    }

    @Override
    public Optional<Definition> find(String fingerprint) {
        return readers.read(tables -> tables.definitions().find(fingerprint));
    }
}
