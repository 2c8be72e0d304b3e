package dev.pawl.sqlite;

import static java.util.Objects.requireNonNull;

import dev.pawl.store.Definitions;
import java.util.Optional;

/** The shapes of pipelines in the file. Thread-safe. */
record SqliteDefinitions(GroupWriter writer, Readers readers) implements Definitions {
    @Override
    public void save(Definition definition) {
        requireNonNull(definition, "definition");
        // Most are there already: a look costs no commit.
        if (find(definition.fingerprint()).isEmpty()) {
            writer.call(ledger -> {
                ledger.tables().definitions().insert(definition);
                return null;
            });
        }
    }

    @Override
    public Optional<Definition> find(String fingerprint) {
        return readers.read(tables -> tables.definitions().find(fingerprint));
    }
}
