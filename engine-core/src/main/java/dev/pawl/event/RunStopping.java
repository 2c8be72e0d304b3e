package dev.pawl.event;

/**
 * The run is being stopped before its end. Its steps are undone, its finally steps run, and then it ends.
 *
 * @param actor who asked for it; empty for a deadline
 * @param message why; empty when nobody said
 */
public record RunStopping(RunInfo of, long seq, long position, long millis, Reason reason, String actor, String message)
        implements ProgressEvent {
    /** Why a run is stopped. */
    public enum Reason {
        /** Somebody asked for it. */
        CANCEL,
        /** It has taken longer than it may. */
        DEADLINE
    }

    @Override
    public String toString() {
        return of
                + (reason == Reason.CANCEL ? " is being cancelled" : " is being stopped at its deadline")
                + (actor.isEmpty() ? "" : " by " + actor)
                + (message.isEmpty() ? "" : ": " + message);
    }
}
