package dev.pawl.report;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One try of a step. Immutable.
 *
 * @param number counted from 1
 * @param duration how long it took, or has taken until now
 * @param state RUNNING, INTERRUPTED, FAILED, CANCELLED, or how it was done
 * @param error the name of the class of what was thrown; empty when it has not failed
 * @param message what it said; empty when it said nothing
 * @param retryAt when the next one is due
 */
public record Attempt(
        int number,
        Instant started,
        Duration duration,
        NodeState state,
        String error,
        String message,
        Optional<Instant> retryAt) {
    public Attempt {
        requireNonNull(started, "started");
        requireNonNull(duration, "duration");
        requireNonNull(state, "state");
        requireNonNull(error, "error");
        requireNonNull(message, "message");
        requireNonNull(retryAt, "retryAt");
    }

    /** When it was over, or the hour of the report. */
    public Instant ended() {
        return started.plus(duration).truncatedTo(ChronoUnit.MILLIS);
    }

    /** What was thrown and what it said, in one line; empty when it has not failed and said nothing. */
    String sentence() {
        String name = error.substring(Math.max(error.lastIndexOf('.'), error.lastIndexOf('$')) + 1);
        return name + (name.isEmpty() || message.isEmpty() ? "" : ": ") + message;
    }

    Attempt as(NodeState newState, long now) {
        return new Attempt(number, started, lasting(now), newState, error, message, retryAt);
    }

    private Duration lasting(long now) {
        return state == NodeState.RUNNING ? Duration.ofMillis(Math.max(0, now - started.toEpochMilli())) : duration;
    }
}
