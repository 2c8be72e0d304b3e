package dev.pawl.inline;

import dev.pawl.api.TimeSource.Wake;
import dev.pawl.walk.EngineTime;
import java.time.Duration;

/** A time by which something has to be over: an attempt, a pipeline inside the run, or the run. Confined to one run. */
final class InlineLimit {
    /** The step or the pipeline inside; empty for the run. */
    final String path;

    final Duration length;

    /** In the nanoseconds of the even clock. */
    final long at;

    /** The limit around this one; null when there is none. */
    final InlineLimit outer;

    /** Whether its time is up. Guarded by the alarm. */
    boolean hasRung;

    private Wake wake;

    InlineLimit(String path, Duration length, EngineTime time, InlineLimit outer) {
        this.path = path;
        this.length = length;
        this.at = time.nanos() + length.toNanos();
        this.outer = outer;
    }

    void begin(EngineTime time, InlineAlarm alarm) {
        wake = time.source().wakeAt(at, () -> alarm.ring(this));
    }

    void end() {
        wake.cancel();
    }
}
