package dev.pawl.api;

import java.time.Instant;

/**
 * Where all time comes from: the hour, the durations, and being woken. One that can be set makes a wait of thirty days a matter of
 * milliseconds in a test. Thread-safe.
 */
public interface TimeSource {
    /** The hour of the day; may jump when somebody sets the clock. */
    Instant now();

    /** Runs on evenly from an unknown start, for durations; never jumps. */
    long nanos();

    /** Runs the action once when {@link #nanos()} has reached this value, on a thread that must not be held up. */
    Wake wakeAt(long nanos, Runnable action);

    /** A wake-up that was asked for. */
    interface Wake {
        /** Takes it back; without effect when it has run. */
        void cancel();
    }
}
