package dev.pawl.event;

import java.time.Instant;

/**
 * The run has nothing to do until somebody or an hour wakes it, and holds neither thread nor slot.
 *
 * @param reason what it waits for, in a few words
 * @param until when it goes on by itself, in milliseconds since 1970; 0 when only somebody can wake it
 */
public record RunWaiting(RunInfo of, long seq, long position, long millis, String reason, long until)
        implements ProgressEvent {
    @Override
    public String toString() {
        return of + " waits: " + reason + (until == 0 ? "" : ", until " + Instant.ofEpochMilli(until));
    }
}
