package dev.pawl.execution;

import dev.pawl.execution.Strand.State;
import java.util.concurrent.atomic.AtomicBoolean;

/** Wakes the strands and deadlines of a run that is being carried when their hour has come. Thread-safe. */
final class Alarms {
    private final RecordedRun run;
    private final AtomicBoolean isOnItsWay = new AtomicBoolean();

    Alarms(RecordedRun run) {
        this.run = run;
    }

    /** In the lock. */
    void wake(Strand strand) {
        strand.wake = run.with.time().wakeAtHour(strand.due, this::ring);
    }

    /** An hour has come that something waits for. */
    void ring() {
        if (isOnItsWay.compareAndSet(false, true)) {
            run.with.aside().execute(() -> {
                isOnItsWay.set(false);
                run.carriage.within(this::takeUpWhatIsDue);
            });
        }
    }

    private void takeUpWhatIsDue() {
        run.deadlines.check();
        long now = run.with.time().millis();
        for (Strand strand : run.strands.in(State.WAITING).toList()) {
            if (strand.due > 0 && strand.due <= now) {
                run.strands.ready(strand);
            } else if (strand.due > 0) {
                // The even clock may be ahead of the hour, so that it was woken too early.
                strand.cancelWake();
                wake(strand);
            }
        }
    }
}
