package dev.pawl.sqlite;

import dev.pawl.event.RunStatus;
import dev.pawl.store.RunRow;

/** What is counted: the runs of one queue with one status. Immutable. */
record RunCount(String queue, RunStatus status) {
    static RunCount of(RunRow run) {
        return new RunCount(run.spec().queue(), run.state().status());
    }
}
