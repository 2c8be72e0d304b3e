package dev.pawl.walk;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Values;
import dev.pawl.event.RunStatus;
import java.util.Optional;

/**
 * How the carrying of a run ended: at a terminal status, or parked. Immutable.
 *
 * @param path the step that decided it; empty when none did
 * @param message why; empty when it simply completed
 * @param cause what a step threw, where it is known in this process
 */
public record Ending(RunStatus status, String path, String message, Optional<Throwable> cause, Values values) {
    public Ending {
        requireNonNull(status, "status");
        requireNonNull(path, "path");
        requireNonNull(message, "message");
        requireNonNull(cause, "cause");
        requireNonNull(values, "values");
    }
}
