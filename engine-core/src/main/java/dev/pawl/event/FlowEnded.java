package dev.pawl.event;

import java.util.Locale;

/**
 * A branch of a parallel, an item of a for-each, or a pipeline inside is over, after what ends it: its undoing and its last steps.
 *
 * @param path the branch, as {@code parallel/branch}, the item, as {@code each[3]}, or the node of the pipeline inside
 * @param failedAt the path of the node that failed; empty when none did
 * @param message why it failed; empty when it did not
 */
public record FlowEnded(
        RunInfo of, long seq, long position, long millis, String path, Outcome outcome, String failedAt, String message)
        implements ProgressEvent {
    /** How it ends. */
    public enum Outcome {
        DONE,
        FAILED,
        /** It was stopped, because the others had decided or the run was stopped. */
        CANCELLED
    }

    @Override
    public String toString() {
        return of + " " + path + " " + outcome.name().toLowerCase(Locale.ROOT)
                + (failedAt.isEmpty() ? "" : " at " + failedAt)
                + (message.isEmpty() ? "" : ": " + message);
    }
}
