package dev.pawl.sqlite;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much is kept of runs that have ended: {@code Retention.unlimited().maxAge(Duration.ofDays(30)).maxRuns(10_000)}. Of several limits
 * each holds. A run that has not ended is kept whatever the limits are. Immutable.
 *
 * @param maxAge how long ago a run that is kept may have ended; empty for any time
 * @param maxRuns how many runs that have ended are kept; empty for any number
 * @param maxBytes how much of its file the store may use, as {@link StoreStats#usedBytes} tells, as far as runs that have ended can be
 *     blamed for it; empty for any size
 */
public record Retention(Optional<Duration> maxAge, OptionalLong maxRuns, OptionalLong maxBytes) {
    private static final Retention UNLIMITED =
            new Retention(Optional.empty(), OptionalLong.empty(), OptionalLong.empty());

    public Retention {
        requireNonNull(maxAge, "maxAge");
        requireNonNull(maxRuns, "maxRuns");
        requireNonNull(maxBytes, "maxBytes");
        maxAge.filter(Duration::isNegative).ifPresent(age -> {
            throw new IllegalArgumentException("maxAge < 0: " + age);
        });
        refuseNegative("maxRuns", maxRuns);
        refuseNegative("maxBytes", maxBytes);
    }

    private static void refuseNegative(String name, OptionalLong limit) {
        if (limit.orElse(0) < 0) {
            throw new IllegalArgumentException(name + " < 0: " + limit.getAsLong());
        }
    }

    /** Keeps everything; the limits are added to it. */
    public static Retention unlimited() {
        return UNLIMITED;
    }

    /** Drops runs that ended longer ago than that. */
    public Retention maxAge(Duration limit) {
        return new Retention(Optional.of(limit), maxRuns, maxBytes);
    }

    /** Drops those that ended first, where more runs have ended than that. */
    public Retention maxRuns(long limit) {
        return new Retention(maxAge, OptionalLong.of(limit), maxBytes);
    }

    /** Drops those that ended first, where the store uses more bytes of its file than that. */
    public Retention maxBytes(long limit) {
        return new Retention(maxAge, maxRuns, OptionalLong.of(limit));
    }

    /** Runs that ended before that hour, in milliseconds since 1970, are too old. */
    long oldest(Instant now) {
        // An age that reaches back beyond all clocks is no limit.
        return maxAge.filter(age -> age.compareTo(Duration.between(Instant.EPOCH, now)) < 0)
                .map(age -> now.minus(age).toEpochMilli())
                .orElse(Long.MIN_VALUE);
    }
}
