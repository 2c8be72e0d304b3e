package dev.pawl.event;

/**
 * An engine goes on with a run that has begun before: one that has waited or was parked, when that was said before this event, or else one
 * whose engine had died or was closed.
 *
 * @param after the path of the last recorded step; empty when there is none
 * @param steps how many steps are recorded and do not run again
 */
public record RunResumed(RunInfo of, long seq, long position, long millis, String after, int steps)
        implements ProgressEvent {
    @Override
    public String toString() {
        return of
                + (steps == 0
                        ? " resumed at its first step"
                        : " resumed after " + after + ", " + steps + (steps == 1 ? " step kept" : " steps kept"));
    }
}
