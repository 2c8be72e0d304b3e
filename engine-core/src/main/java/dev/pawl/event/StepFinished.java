package dev.pawl.event;

/**
 * A step ended without failure; it never runs again in this run.
 *
 * @param nanos how long the attempt took
 */
public record StepFinished(
        RunInfo of,
        long seq,
        long position,
        long millis,
        String path,
        int attempt,
        long nanos,
        Outcome outcome,
        String message)
        implements ProgressEvent {
    /** How a step ended. */
    public enum Outcome {
        DONE,
        SKIPPED,
        /** It stopped the run, which is complete with it. */
        STOPPED,
        /** Its last attempt failed and its fallback was done instead. */
        FELL_BACK
    }

    @Override
    public String toString() {
        return of + " " + path + " "
                + outcome.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " in " + nanos / 1_000_000
                + " ms" + (message.isEmpty() ? "" : ": " + message);
    }
}
