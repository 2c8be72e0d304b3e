package dev.pawl.event;

import java.time.Instant;

/**
 * A node waits. It holds no thread while it does.
 *
 * @param name what the sender of a signal or a decision calls it; empty for a point in time
 * @param until when it is over without an answer, in milliseconds since 1970; 0 for never
 */
public record WaitStarted(
        RunInfo of, long seq, long position, long millis, String path, Kind kind, String name, long until)
        implements ProgressEvent {
    /** What is waited for. */
    public enum Kind {
        SIGNAL,
        APPROVAL,
        /** A point in time, for a sleep. */
        SLEEP,
        /** A point in time, for a step whose first attempt has a delay. */
        DELAY
    }

    @Override
    public String toString() {
        String what = switch (kind) {
            case SIGNAL -> "waits for the signal '" + name + "'";
            case APPROVAL -> "waits for the approval '" + name + "'";
            case SLEEP -> "sleeps";
            case DELAY -> "is delayed";
        };
        return of + " " + path + " " + what + (until == 0 ? "" : " until " + Instant.ofEpochMilli(until));
    }
}
