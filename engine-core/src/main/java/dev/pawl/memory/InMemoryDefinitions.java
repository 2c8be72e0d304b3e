package dev.pawl.memory;

import static java.util.Objects.requireNonNull;

import dev.pawl.store.Definitions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The shapes in an {@link InMemoryRepository}. Thread-safe. */
final class InMemoryDefinitions implements Definitions {
    private final Gate gate;
    private final Map<String, Definition> byFingerprint = new HashMap<>(); // guarded by gate

    InMemoryDefinitions(Gate gate) {
        this.gate = gate;
    }

    @Override
    public void save(Definition definition) {
        requireNonNull(definition, "definition");
        gate.inside(() -> {
            byFingerprint.putIfAbsent(definition.fingerprint(), definition);
        });
    }

    @Override
    public Optional<Definition> find(String fingerprint) {
        requireNonNull(fingerprint, "fingerprint");
        return gate.inside(() -> Optional.ofNullable(byFingerprint.get(fingerprint)));
    }
}
