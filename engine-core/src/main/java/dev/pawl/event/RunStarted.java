package dev.pawl.event;

/** An engine carries the run for the first time. */
public record RunStarted(RunInfo of, long seq, long position, long millis) implements ProgressEvent {
    @Override
    public String toString() {
        return of + " started";
    }
}
