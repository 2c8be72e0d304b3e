package dev.pawl.event;

/** A line that a step has written to the log of its run. */
public record StepLogged(RunInfo of, long seq, long position, long millis, String path, int attempt, String line)
        implements ProgressEvent {
    @Override
    public String toString() {
        return of + " " + path + " | " + line;
    }
}
