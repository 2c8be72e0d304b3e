package dev.pawl.report;

import static java.util.Objects.requireNonNull;

import dev.pawl.event.RunStatus;
import java.time.Instant;

/** One of the runs that go on with one another by retry or fork, which people see as one job. Immutable. */
public record ChainLink(String run, RunStatus status, Instant submitted) {
    public ChainLink {
        requireNonNull(run, "run");
        requireNonNull(status, "status");
        requireNonNull(submitted, "submitted");
    }
}
