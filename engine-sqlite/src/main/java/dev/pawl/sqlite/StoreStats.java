package dev.pawl.sqlite;

import dev.pawl.event.RunStatus;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator wants to see of a store. Asking costs the same however many runs there are; each figure is of the moment when it was
 * read. Immutable.
 *
 * @param fileBytes how long the file is; what is free in it is used again, and not given back to the disk
 * @param walBytes how long its write-ahead log is, which is copied into the file from time to time
 * @param usedBytes how much of the file holds something
 * @param freeBytes how much of the file is free to be used again
 * @param runs how many runs have each status; none of a status that no run has
 * @param lastPosition of the newest recorded event; 0 when there is none
 * @param firstEnd when the first of those runs has ended that have ended and are kept
 * @param lastEnd when the last of them has
 * @param engines how many engines are known to be alive in the store, submit-only ones as well
 * @param commits how many transactions this repository has committed since it was opened
 * @param lastBackup when the newest backup was made that is known of: by this repository, or in the folder into which it is backed up by the clock, as far as that can be read
 * @param schema the number of the store's schema
 * @param sqlite the version of SQLite
 */
public record StoreStats(
        long fileBytes,
        long walBytes,
        long usedBytes,
        long freeBytes,
        Map<RunStatus, Long> runs,
        long lastPosition,
        Optional<Instant> firstEnd,
        Optional<Instant> lastEnd,
        long engines,
        long commits,
        Optional<Instant> lastBackup,
        int schema,
        String sqlite) {
    public StoreStats {
        Map<RunStatus, Long> some = new EnumMap<>(RunStatus.class);
        runs.forEach((status, count) -> {
            if (count != 0) {
                some.put(status, count);
            }
        });
        runs = Map.copyOf(some);
    }

    /** How many runs there are. */
    public long total() {
        return runs.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public String toString() {
        String counts = runs.isEmpty() ? "" : " " + new EnumMap<>(runs);
        return "file " + fileBytes + " bytes (" + usedBytes + " used, " + freeBytes + " free), log " + walBytes
                + " bytes; " + total() + " runs" + counts + ", last event at " + lastPosition
                + firstEnd.map(end -> "; ended from " + end + " to " + lastEnd.orElse(end))
                        .orElse("")
                + "; " + engines + " engines, " + commits + " commits"
                + lastBackup.map(made -> "; last backup " + made).orElse("; no backup known")
                + "; schema " + schema + ", SQLite " + sqlite;
    }
}
