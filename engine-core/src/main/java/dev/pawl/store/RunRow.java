package dev.pawl.store;

import dev.pawl.event.RunInfo;

/**
 * A run as the store knows it. Immutable.
 *
 * @param number its place in the order of submits, and its key inside the store
 */
public record RunRow(long number, RunSpec spec, RunState state) {
    public RunInfo info() {
        return spec.info();
    }

    public RunRow with(RunState newState) {
        return new RunRow(number, spec, newState);
    }
}
