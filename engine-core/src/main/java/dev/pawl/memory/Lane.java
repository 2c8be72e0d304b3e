package dev.pawl.memory;

import dev.pawl.event.RunStatus;
import dev.pawl.store.Queues;
import dev.pawl.store.Queues.QueueState;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunState;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * One queue: its settings, who stands in it, and how many of its runs have each status. Runs that are due stand in the order of claims,
 * those that have an hour also in the order of their hours, so that a claim touches only what it gives out or may not give out. Used under
 * the gate's lock only. Thread-safe.
 */
final class Lane {
    /** Higher priority first, then the order of submits. */
    static final Comparator<RunEntry> ORDER = Comparator.comparingInt(
                    (RunEntry entry) -> entry.spec().priority())
            .reversed()
            .thenComparingLong(RunEntry::number);

    private final SortedSet<RunEntry> ready = new TreeSet<>(ORDER);
    private final SortedSet<RunEntry> urgent = new TreeSet<>(ORDER);
    private final NavigableMap<Hour, RunEntry> hours = new TreeMap<>();
    private final Map<RunStatus, Long> counts = new EnumMap<>(RunStatus.class);
    private int limit = Queues.LIMIT;
    private long capacity;
    private boolean paused;
    private long reached; // up to this hour, those in hours are ready, too

    /** When a run may be claimed; the number tells apart those of one hour. */
    private record Hour(long due, long number) implements Comparable<Hour> {
        private static final Comparator<Hour> ORDER =
                Comparator.comparingLong(Hour::due).thenComparingLong(Hour::number);

        @Override
        public int compareTo(Hour other) {
            return ORDER.compare(this, other);
        }
    }

    void limit(int runs) {
        limit = runs;
    }

    void capacity(long runs) {
        capacity = runs;
    }

    void paused(boolean now) {
        paused = now;
    }

    QueueState state(String name) {
        return new QueueState(
                name,
                limit,
                capacity,
                paused,
                count(RunStatus.QUEUED),
                carried(),
                count(RunStatus.WAITING),
                count(RunStatus.PARKED));
    }

    /** Whether one more may be carried. */
    boolean isOpen() {
        return !paused && carried() < limit;
    }

    /** Whether as many are QUEUED as may be. */
    boolean isFull() {
        return capacity > 0 && count(RunStatus.QUEUED) >= capacity;
    }

    private long carried() {
        return count(RunStatus.RUNNING) + count(RunStatus.CANCELLING);
    }

    private long count(RunStatus status) {
        return counts.getOrDefault(status, 0L);
    }

    /** Takes a run in, as its state demands. */
    void enter(RunEntry entry) {
        counts.merge(entry.state().status(), 1L, Long::sum);
        if (!mayBeClaimed(entry)) {
            return;
        }
        long due = entry.state().due();
        if (due == RunState.URGENT) {
            urgent.add(entry);
            return;
        }
        if (due > 0) {
            hours.put(new Hour(due, entry.number()), entry);
        }
        if (due <= reached) {
            ready.add(entry);
        }
    }

    /** Lets go of a run, whose state is still the one that it entered with. */
    void leave(RunEntry entry) {
        counts.merge(entry.state().status(), -1L, Long::sum);
        if (mayBeClaimed(entry)) {
            urgent.remove(entry);
            hours.remove(new Hour(entry.state().due(), entry.number()));
            ready.remove(entry);
        }
    }

    /** The run that is to be claimed before all others, whether or not there is a slot. */
    Optional<RunEntry> urgent(Predicate<RunEntry> mayStart) {
        return urgent.stream().filter(mayStart).findFirst();
    }

    /** The run that is to be claimed next at that hour, among those that may start, whether or not there is a slot. */
    Optional<RunEntry> first(long now, Predicate<RunEntry> mayStart) {
        if (now > reached) {
            ready.addAll(hours.subMap(endOf(reached), endOf(now)).values());
            reached = now;
        }
        // When the hour was set back, runs that were due are not any more.
        for (RunEntry entry : ready) {
            if (entry.state().due() <= now && mayStart.test(entry)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /** The earliest hour after that one at which a run becomes due. */
    OptionalLong nextHour(long now) {
        Hour next = hours.higherKey(endOf(now));
        return next == null ? OptionalLong.empty() : OptionalLong.of(next.due());
    }

    /** How many QUEUED runs go before this one. */
    long ahead(RunRow run) {
        var place = new RunEntry(run);
        long later = hours.tailMap(endOf(reached)).values().stream()
                .filter(entry -> ORDER.compare(entry, place) < 0 && isQueued(entry))
                .count();
        return later + ready.headSet(place).stream().filter(Lane::isQueued).count();
    }

    private static Hour endOf(long due) {
        return new Hour(due, Long.MAX_VALUE);
    }

    /** Now or at some hour. */
    private static boolean mayBeClaimed(RunEntry entry) {
        return isQueued(entry)
                || entry.state().status() == RunStatus.WAITING && entry.state().due() > 0;
    }

    private static boolean isQueued(RunEntry entry) {
        return entry.state().status() == RunStatus.QUEUED;
    }
}
