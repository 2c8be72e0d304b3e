package dev.pawl.event;

/** An attempt of a step has noted something that its next attempt can read. What it is, only the step knows. */
public record StepNoted(RunInfo of, long seq, long position, long millis, String path, int attempt)
        implements ProgressEvent {
    @Override
    public String toString() {
        return of + " " + path + " made a note for its next attempt";
    }
}
