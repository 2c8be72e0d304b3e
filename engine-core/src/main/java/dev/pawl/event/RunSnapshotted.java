package dev.pawl.event;

/** The state of the run was written in one piece, so that resuming it need not read what came before. */
public record RunSnapshotted(RunInfo of, long seq, long position, long millis) implements ProgressEvent {
    @Override
    public String toString() {
        return of + " snapshot";
    }
}
