package dev.pawl.event;

/**
 * The one outcome of the run.
 *
 * @param status COMPLETED, FAILED or CANCELLED
 * @param path the step that decided it; empty when none did
 * @param message why; empty when it simply completed
 */
public record RunEnded(RunInfo of, long seq, long position, long millis, RunStatus status, String path, String message)
        implements ProgressEvent {
    public RunEnded {
        if (!status.isTerminal()) {
            throw new IllegalArgumentException("a run does not end with the status " + status);
        }
    }

    @Override
    public boolean isLast() {
        return true;
    }

    @Override
    public String toString() {
        return of + " " + status.name().toLowerCase(java.util.Locale.ROOT)
                + (path.isEmpty() ? "" : " at " + path)
                + (message.isEmpty() ? "" : ": " + message);
    }
}
