package dev.pawl.event;

/**
 * An attempt failed.
 *
 * @param nanos how long it took
 * @param error the name of the class of what was thrown
 * @param message what it said, capped
 * @param retryAt when the next attempt is due, in milliseconds since 1970; 0 when this was the last one
 */
public record StepFailed(
        RunInfo of,
        long seq,
        long position,
        long millis,
        String path,
        int attempt,
        long nanos,
        String error,
        String message,
        long retryAt)
        implements ProgressEvent {
    @Override
    public String toString() {
        return of + " " + path + " failed" + (attempt > 1 ? " in attempt " + attempt : "") + " after "
                + nanos / 1_000_000 + " ms: "
                + error.substring(Math.max(error.lastIndexOf('.'), error.lastIndexOf('$')) + 1)
                + (message.isEmpty() ? "" : ": " + message)
                + (retryAt == 0 ? "" : ", tries again");
    }
}
