package dev.pawl.event;

/** An attempt of a step begins. Passing; recorded only for a step that must not be repeated without being asked. */
public record StepStarted(RunInfo of, long seq, long position, long millis, String path, int attempt)
        implements ProgressEvent {
    @Override
    public String toString() {
        return of + " " + path + " started" + (attempt > 1 ? ", attempt " + attempt : "");
    }
}
