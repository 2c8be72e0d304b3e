package dev.pawl.memory;

import dev.pawl.event.RunStatus;
import dev.pawl.store.Queues.QueueState;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunSpec;
import dev.pawl.store.RunState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All runs, and everything that follows from their states: queues, owners, concurrency keys and counts are kept in step by {@link #change}, never counted.
 * Used under the gate's lock only. Thread-safe.
 */
final class RunTable {
    private final List<RunEntry> entries = new ArrayList<>(); // the run with number n stands at n - 1
    private final Map<String, RunEntry> byId = new HashMap<>();
    private final Map<String, RunEntry> byKey = new HashMap<>();
    private final SortedMap<String, Lane> lanes = new TreeMap<>();
    private final Map<String, Set<RunEntry>> byOwner = new HashMap<>();
    private final Set<String> carriedKeys = new HashSet<>(); // of concurrency
    private int suspects; // that are carried
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
        leave(entry);
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

    /** The queue, which is known from now on. */
    Lane lane(String queue) {
        return lanes.computeIfAbsent(queue, name -> new Lane());
    }

    Optional<Lane> knownLane(String queue) {
        return Optional.ofNullable(lanes.get(queue));
    }

    /** All queues that are known, by name. */
    List<QueueState> queues() {
        return lanes.entrySet().stream()
                .map(lane -> lane.getValue().state(lane.getKey()))
                .toList();
    }

    /** Whether no other run with the run's concurrency key is carried. */
    boolean mayStart(RunSpec spec) {
        return !carriedKeys.contains(spec.concurrencyKey());
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

    /** Whether anybody carries a suspect run. */
    boolean hasSuspects() {
        return suspects > 0;
    }

    private void enter(RunEntry entry) {
        RunState state = entry.state();
        lane(entry.spec().queue()).enter(entry);
        counts.merge(state.status(), 1L, Long::sum);
        if (!state.owner().isEmpty()) {
            ofOwner(state.owner()).add(entry);
            suspects += state.isSuspect() ? 1 : 0;
            if (!entry.spec().concurrencyKey().isEmpty()) {
                carriedKeys.add(entry.spec().concurrencyKey());
            }
        }
    }

    private void leave(RunEntry entry) {
        RunState state = entry.state();
        lane(entry.spec().queue()).leave(entry);
        counts.merge(state.status(), -1L, Long::sum);
        if (!state.owner().isEmpty()) {
            ofOwner(state.owner()).remove(entry);
            suspects -= state.isSuspect() ? 1 : 0;
            byOwner.computeIfPresent(state.owner(), (owner, runs) -> runs.isEmpty() ? null : runs);
            carriedKeys.remove(entry.spec().concurrencyKey());
        }
    }

    private Set<RunEntry> ofOwner(String owner) {
        return byOwner.computeIfAbsent(owner, name -> new LinkedHashSet<>());
    }
}
