package dev.pawl.event;

/** A run was accepted: from here on it reaches an end or a named waiting state, whatever crashes. */
public record RunSubmitted(RunInfo of, long seq, long position, long millis) implements ProgressEvent {
    @Override
    public String toString() {
        return of + " submitted";
    }
}
