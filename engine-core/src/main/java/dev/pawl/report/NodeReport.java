package dev.pawl.report;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What has become of one node of a run. Immutable.
 *
 * @param path where it stands, with the indexes of items and rounds
 * @param name what people call it
 * @param kind step, parallel, branch, for-each, loop, sub, signal, approval or sleep; undo for a compensation
 * @param type the step type, {@code inline} for Java code, or the pipeline that is inside; empty for other kinds
 * @param message what it said last, why it failed, or which way a branch took
 * @param started when its first attempt, or what is inside, began
 * @param ended when it was over
 * @param attempts of a step, in order
 */
public record NodeReport(
        String path,
        String name,
        String kind,
        String type,
        NodeState state,
        String message,
        Optional<Instant> started,
        Optional<Instant> ended,
        List<Attempt> attempts) {
    /** The kind of a step. */
    public static final String STEP = "step";

    /** The kind of the compensation of a step, at {@code path/undo}. */
    public static final String UNDO = "undo";

    public NodeReport {
        requireNonNull(path, "path");
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        requireNonNull(type, "type");
        requireNonNull(state, "state");
        requireNonNull(message, "message");
        requireNonNull(started, "started");
        requireNonNull(ended, "ended");
        attempts = List.copyOf(attempts);
    }

    public boolean isStep() {
        return kind.equals(STEP);
    }

    /** From its first beginning to its end; empty while it is not over. */
    public Optional<Duration> duration() {
        return started.isPresent() && ended.isPresent()
                ? Optional.of(Duration.between(started.get(), ended.get()))
                : Optional.empty();
    }
}
