package dev.pawl.event;

import java.util.List;

/**
 * A parallel or a for-each has succeeded. What its branches or items have put is seen by the nodes after it.
 *
 * @param winners the branches whose values are kept, in the order in which they are defined; empty for a for-each
 * @param done how many branches or items succeeded
 * @param all how many there were
 */
public record FlowJoined(
        RunInfo of, long seq, long position, long millis, String path, List<String> winners, int done, int all)
        implements ProgressEvent {
    public FlowJoined {
        winners = List.copyOf(winners);
    }

    @Override
    public String toString() {
        return of + " " + path + " joined with " + done + " of " + all + " done"
                + (winners.isEmpty() ? "" : ": " + String.join(", ", winners));
    }
}
