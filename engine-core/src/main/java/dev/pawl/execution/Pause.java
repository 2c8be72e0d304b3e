package dev.pawl.execution;

import java.util.concurrent.atomic.AtomicBoolean;

/** A run's waiting for a point in time, without a thread. It goes on once, whoever ends the pause. Thread-safe. */
final class Pause {
    private final Carrying with;
    private final Runnable goOn;
    private final AtomicBoolean isOn = new AtomicBoolean();

    /** @param goOn hands the run to a worker */
    Pause(Carrying with, Runnable goOn) {
        this.with = with;
        this.goOn = goOn;
    }

    /** The caller lets go of the run; it may be on its way again before this returns. */
    void begin(long millis) {
        isOn.set(true);
        with.time().source().wakeAt(with.time().nanos() + millis * 1_000_000, this::end);
        if (with.closing().getAsBoolean()) {
            end();
        }
    }

    void end() {
        if (isOn.compareAndSet(true, false)) {
            goOn.run();
        }
    }
}
