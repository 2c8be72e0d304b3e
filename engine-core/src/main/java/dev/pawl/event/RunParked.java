package dev.pawl.event;

/**
 * The run needs a person.
 *
 * @param reason a word for programs: CHANGED, MISSING, INTERRUPTED, POISON. A run whose log is damaged is parked as DAMAGED
 *     without an event, as nothing is written into such a log
 * @param message a sentence for people: why, and the ways out
 */
public record RunParked(RunInfo of, long seq, long position, long millis, String reason, String message)
        implements ProgressEvent {
    @Override
    public String toString() {
        return of + " parked (" + reason + "): " + message;
    }
}
