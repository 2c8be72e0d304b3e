package dev.pawl.memory;

import dev.pawl.event.RunStatus;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunSpec;
import dev.pawl.store.RunState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All runs, and everything that follows from their states: queues, owners and counts are kept in step by {@link #change}, never counted.
 * Used under the gate's lock only. Thread-safe.
 */
final class RunTable {
    private final List<RunEntry> entries = new ArrayList<>(); // the run with number n stands at n - 1
    private final Map<String, RunEntry> byId = new HashMap<>();
    private final Map<String, RunEntry> byKey = new HashMap<>();
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Map<String, Set<RunEntry>> byOwner = new HashMap<>();
    private final Map<RunStatus, Long> counts = new EnumMap<>(RunStatus.class);

    RunEntry add(RunSpec spec, RunState state) {
        var entry = new RunEntry(new RunRow(entries.size() + 1, spec, state));
        entries.add(entry);
        byId.put(spec.id(), entry);
        if (!spec.key().isEmpty()) {
            byKey.put(spec.key(), entry);
        }
        enter(entry);
        return entry;
    }

    /** The only way in which a run's state changes. */
    void change(RunEntry entry, RunState state) {
        RunState before = entry.state();
        lane(entry.spec().queue()).leave(entry);
        counts.merge(before.status(), -1L, Long::sum);
        if (!before.owner().isEmpty()) {
            ofOwner(before.owner()).remove(entry);
            byOwner.computeIfPresent(before.owner(), (owner, runs) -> runs.isEmpty() ? null : runs);
        }
        entry.state(state);
        enter(entry);
    }

    Optional<RunEntry> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<RunEntry> find(long number) {
        return number < 1 || number > entries.size() ? Optional.empty() : Optional.of(entries.get((int) number - 1));
    }

    Optional<RunEntry> findByKey(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    long newest() {
        return entries.size();
    }

    Lane lane(String queue) {
        return lanes.computeIfAbsent(queue, name -> new Lane());
    }

    Map<RunStatus, Long> counts() {
        return Map.copyOf(counts);
    }

    /** Those who carry runs; a copy. */
    Collection<String> owners() {
        return List.copyOf(byOwner.keySet());
    }

    /** What the owner carries; a copy. */
    List<RunEntry> carriedBy(String owner) {
        return List.copyOf(byOwner.getOrDefault(owner, Set.of()));
    }

    private void enter(RunEntry entry) {
        RunState state = entry.state();
        lane(entry.spec().queue()).enter(entry);
        counts.merge(state.status(), 1L, Long::sum);
        if (!state.owner().isEmpty()) {
            ofOwner(state.owner()).add(entry);
        }
    }

    private Set<RunEntry> ofOwner(String owner) {
        return byOwner.computeIfAbsent(owner, name -> new LinkedHashSet<>());
    }
}
