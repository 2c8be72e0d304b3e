package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How often a failed step is tried, and how long it waits between:
 * {@code Retry.times(5).backoff(ofSeconds(1)).factor(2)}.
 *
 * @param attempts all attempts, the first one included
 * @param backoff the pause after the first failure
 * @param factor by how much each pause is longer than the one before
 * @param cap no pause is longer
 * @param jitter the share of a pause that is left to chance, 0 to 1
 * @param onlyIf asked with the failure; without one every failure is tried again, but for a {@link
 *     dev.pawl.api.PermanentFailureException}, which never is
 */
public record Retry(
        int attempts,
        Duration backoff,
        double factor,
        Duration cap,
        double jitter,
        Optional<Predicate<? super Throwable>> onlyIf) {
    /** One attempt, no more. */
    public static final Retry NEVER = new Retry(1, Duration.ZERO, 1, Duration.ofHours(1), 0, Optional.empty());

    public Retry {
        requireNonNull(onlyIf, "onlyIf");
        Names.checkRange("attempts", attempts, 1, 1_000_000);
        Names.checkDuration("backoff", backoff);
        Names.checkDuration("cap", cap);
        Names.checkRange("factor", factor, 1, 1_000);
        Names.checkRange("jitter", jitter, 0, 1);
    }

    /** That many attempts in all, without a pause. */
    public static Retry times(int attempts) {
        return new Retry(attempts, NEVER.backoff, 1, NEVER.cap, 0, Optional.empty());
    }

    public Retry backoff(Duration first) {
        return new Retry(attempts, first, factor, cap, jitter, onlyIf);
    }

    public Retry factor(double times) {
        return new Retry(attempts, backoff, times, cap, jitter, onlyIf);
    }

    public Retry cap(Duration longest) {
        return new Retry(attempts, backoff, factor, longest, jitter, onlyIf);
    }

    public Retry jitter(double share) {
        return new Retry(attempts, backoff, factor, cap, share, onlyIf);
    }

    public Retry onlyIf(Predicate<? super Throwable> failure) {
        return new Retry(attempts, backoff, factor, cap, jitter, Optional.of(failure));
    }

    /** The pause after that many failed attempts, before chance has its share. */
    public Duration pauseAfter(int failed) {
        double millis = backoff.toMillis() * Math.pow(factor, failed - 1.0);
        return Duration.ofMillis((long) Math.min(millis, cap.toMillis()));
    }

    Map<String, Object> shape() {
        return Shape.of("attempts", attempts)
                .andIf(!backoff.isZero(), "backoff", backoff.toString())
                .andIf(factor != 1, "factor", factor)
                .andIf(!cap.equals(NEVER.cap), "cap", cap.toString())
                .andIf(jitter != 0, "jitter", jitter)
                .andIf(onlyIf.isPresent(), "onlyIf", StepNode.INLINE)
                .map();
    }
}
