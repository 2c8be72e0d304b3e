package dev.pawl.store;

import static java.util.Objects.requireNonNull;

/**
 * Something that a run waits for, kept in a list that can be asked without reading logs: all open approvals, say. It
 * comes and goes with the checkpoints of its run, and goes with the run's end. Immutable.
 *
 * @param run the number of the run
 * @param path the node that waits
 * @param kind what is waited for: SIGNAL, APPROVAL, SLEEP or DELAY
 * @param name what the sender of a signal or a decision calls it; empty for a point in time
 * @param since when it began, in milliseconds since 1970
 * @param until when it is over without an answer; 0 for never
 */
public record Wait(long run, String path, String kind, String name, long since, long until) {
    public Wait {
        requireNonNull(path, "path");
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
    }
}
