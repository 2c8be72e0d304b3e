package dev.pawl.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A bar of a time line: an attempt of a step, or a wait. Immutable.
 *
 * @param attempt counted from 1; 0 for a wait
 * @param end the hour of the report for what is not over
 */
public record Bar(String path, int attempt, Instant start, Instant end, NodeState state) {
    public Bar {
        requireNonNull(path, "path");
        requireNonNull(start, "start");
        requireNonNull(end, "end");
        requireNonNull(state, "state");
    }
}
