package dev.pawl.event;

/** A person has decided what becomes of a step that was interrupted and must not simply be repeated. */
public record StepResolved(
        RunInfo of, long seq, long position, long millis, String path, Decision decision, String actor)
        implements ProgressEvent {
    /** What a person says of an interrupted step. */
    public enum Decision {
        /** It has happened: go on behind it. */
        DONE,
        /** It has not happened: do it. */
        REPEAT,
        /** It counts as failed. */
        FAIL
    }

    @Override
    public String toString() {
        return of + " " + path + " resolved by " + actor + ": "
                + decision.name().toLowerCase(java.util.Locale.ROOT);
    }
}
