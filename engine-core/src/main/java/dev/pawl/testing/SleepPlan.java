package dev.pawl.testing;

import dev.pawl.pipeline.Sequence;
import java.time.Duration;

/**
 * A generated sleep. Immutable.
 *
 * @param millis how long; less than nothing for a sleep until an hour that is over
 */
record SleepPlan(int number, int millis) implements NodePlan {
    @Override
    public String id() {
        return "nap" + number;
    }

    @Override
    public void addTo(Sequence<?> sequence, WorkLog log) {
        if (millis < 0) {
            sequence.sleepUntil(id(), WorkValues.HOUR.name());
        } else {
            sequence.sleep(id(), Duration.ofMillis(millis));
        }
    }
}
