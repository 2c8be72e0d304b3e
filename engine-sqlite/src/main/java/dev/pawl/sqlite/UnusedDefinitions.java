package dev.pawl.sqlite;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds the shapes of pipelines that no run has, and that no engine has named for a while: an engine that may submit one more says so
 * every now and then. Whether a run has one is only known from all runs; so they are looked through, by a reader, when the answer
 * may have changed: when there is an old shape that no run was known to have, or one has lost a run. Confined to one thread at a time.
 */
final class UnusedDefinitions {
    private static final Duration KEPT = Duration.ofDays(7);

    private final GroupWriter writer;
    private final Readers readers;
    private final Set<String> known = new HashSet<>(); // that runs have, as far as is known

    UnusedDefinitions(GroupWriter writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    /** Runs with these have been deleted. */
    void lost(Set<String> fingerprints) {
        known.removeAll(fingerprints);
    }

    /** Deletes those that are not needed, and returns how many. */
    long drop(Instant now) {
        long before = now.minus(KEPT).toEpochMilli();
        Set<String> old = readers.read(tables -> tables.definitions().namedBefore(before));
        old.removeAll(known);
        if (old.isEmpty()) {
            return 0;
        }
        Set<String> used = readers.read(tables -> tables.runs().fingerprints());
        known.clear();
        known.addAll(used);
        old.removeAll(used);
        // Named meanwhile, one stays, and the run with it may have come.
        return old.isEmpty()
                ? 0
                : writer.call(ledger -> ledger.tables().definitions().delete(old, before));
    }
}
