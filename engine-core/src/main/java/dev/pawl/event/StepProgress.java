package dev.pawl.event;

/**
 * How far a step is. Passing.
 *
 * @param total 0 when it is not known
 */
public record StepProgress(
        RunInfo of, long seq, long position, long millis, String path, long done, long total, String message)
        implements ProgressEvent {
    @Override
    public String toString() {
        return of + " " + path + " " + done + (total > 0 ? " of " + total : "")
                + (message.isEmpty() ? "" : " " + message);
    }
}
