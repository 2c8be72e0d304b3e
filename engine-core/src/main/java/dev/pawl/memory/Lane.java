package dev.pawl.memory;

import dev.pawl.event.RunStatus;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One queue: who stands in it, and how many of it are carried. Runs that are due stand in the order of claims, the others in the order in
 * which they become due, so that a claim touches only what it gives out. Used under the gate's lock only. Thread-safe.
 */
final class Lane {
    /** Higher priority first, then the order of submits. */
    static final Comparator<RunEntry> ORDER = Comparator.comparingInt(
                    (RunEntry entry) -> entry.spec().priority())
            .reversed()
            .thenComparingLong(RunEntry::number);

    private static final int LIMIT = 3;

    private final SortedSet<RunEntry> ready = new TreeSet<>(ORDER);
    private final SortedSet<RunEntry> later = new TreeSet<>(
            Comparator.comparingLong((RunEntry e) -> e.state().due()).thenComparingLong(RunEntry::number));
    private int limit = LIMIT;
    private int carried;

    void limit(int runs) {
        limit = runs;
    }

    boolean hasFreeSlot() {
        return carried < limit;
    }

    /** Takes a run in, as its state demands. */
    void enter(RunEntry entry) {
        if (mayBeClaimed(entry)) {
            later.add(entry);
        } else if (isCarried(entry)) {
            carried++;
        }
    }

    /** Lets go of a run, whose state is still the one that it entered with. */
    void leave(RunEntry entry) {
        if (mayBeClaimed(entry)) {
            if (!ready.remove(entry)) {
                later.remove(entry);
            }
        } else if (isCarried(entry)) {
            carried--;
        }
    }

    /** The run that is to be claimed next at that hour, whether or not there is a slot. */
    Optional<RunEntry> first(long now) {
        while (!later.isEmpty() && later.first().state().due() <= now) {
            RunEntry due = later.first();
            later.remove(due);
            ready.add(due);
        }
        // When the hour was set back, runs that were due are not any more.
        for (RunEntry entry : ready) {
            if (entry.state().due() <= now) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /** Now or at some hour. */
    private static boolean mayBeClaimed(RunEntry entry) {
        RunStatus status = entry.state().status();
        return status == RunStatus.QUEUED
                || status == RunStatus.WAITING && entry.state().due() > 0;
    }

    private static boolean isCarried(RunEntry entry) {
        RunStatus status = entry.state().status();
        return status == RunStatus.RUNNING || status == RunStatus.CANCELLING;
    }
}
