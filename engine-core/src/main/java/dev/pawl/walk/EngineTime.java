package dev.pawl.walk;

import dev.pawl.api.TimeSource;

/**
 * Makes hours of durations: one reading of the even clock at each boundary between steps gives the length of the step before and the
 * hour of both its ends. The two clocks are compared anew once a second. Thread-safe.
 */
public final class EngineTime {
    private static final long SECOND = 1_000_000_000L;

    private final TimeSource source;
    private volatile Base base;

    public EngineTime(TimeSource source) {
        this.source = source;
        this.base = Base.of(source);
    }

    public long nanos() {
        return source.nanos();
    }

    /** The hour, in milliseconds since 1970, at a recent reading of {@link #nanos}. */
    public long millisAt(long nanos) {
        Base b = base;
        long since = nanos - b.nanos;
        if (since > SECOND || since < -SECOND) {
            b = Base.of(source);
            base = b;
            since = nanos - b.nanos;
        }
        return b.millis + since / 1_000_000;
    }

    public long millis() {
        return source.now().toEpochMilli();
    }

    /** Wakes at an hour, at once when it has passed. */
    public TimeSource.Wake wakeAtHour(long hour, Runnable action) {
        return source.wakeAt(nanos() + Math.max(0, hour - millis()) * 1_000_000, action);
    }

    public TimeSource source() {
        return source;
    }

    private record Base(long nanos, long millis) {
        static Base of(TimeSource source) {
            return new Base(source.nanos(), source.now().toEpochMilli());
        }
    }
}
