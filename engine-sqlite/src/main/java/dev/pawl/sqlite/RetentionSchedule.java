package dev.pawl.sqlite;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * That a store is pruned from time to time while it is open. Immutable.
 *
 * @param retention what is kept
 * @param every how long after one pruning comes the next
 */
public record RetentionSchedule(Retention retention, Duration every) {
    public RetentionSchedule {
        requireNonNull(retention, "retention");
        requireNonNull(every, "every");
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("every is not positive: " + every);
        }
    }
}
