package dev.pawl.event;

/**
 * An attempt of a step failed, or a node that is no step could not do its work.
 *
 * @param nanos how long it took
 * @param error the name of the class of what was thrown
 * @param message what it said, capped
 * @param retryAt when the next attempt is due, in milliseconds since 1970; 0 when this was the last one
 * @param fallsBack whether it was the last one and the step's fallback is tried next
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
        long retryAt,
        boolean fallsBack)
        implements ProgressEvent {
    @Override
    public String toString() {
        String what = error.substring(Math.max(error.lastIndexOf('.'), error.lastIndexOf('$')) + 1);
        return of + " " + path + " failed" + (attempt > 1 ? " in attempt " + attempt : "") + " after "
                + nanos / 1_000_000 + " ms"
                + (what.isEmpty() ? "" : ": " + what)
                + (message.isEmpty() ? "" : ": " + message)
                + (retryAt > 0 ? ", tries again" : fallsBack ? ", falls back" : "");
    }
}
