package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * What the walker does around a step. Immutable.
 *
 * @param timeout how long one attempt may take
 * @param fallback done in this step's place when its last attempt has failed
 * @param compensate undoes this step when the run fails or is cancelled later
 * @param delay waited before the first attempt
 * @param errorChance how likely an attempt fails by an injected fault, 0 to 1; for demonstrations and tests
 * @param weight this step's share of the progress bar while no durations are known
 */
public record StepPolicy(
        Effect effect,
        Retry retry,
        Optional<Duration> timeout,
        Optional<StepNode> fallback,
        Optional<StepNode> compensate,
        Duration delay,
        double errorChance,
        int weight) {
    /** No retry, no limit, idempotent. */
    public static final StepPolicy DEFAULT = new StepPolicy(
            Effect.IDEMPOTENT, Retry.NEVER, Optional.empty(), Optional.empty(), Optional.empty(), Duration.ZERO, 0, 1);

    public StepPolicy {
        requireNonNull(effect, "effect");
        requireNonNull(retry, "retry");
        requireNonNull(fallback, "fallback");
        requireNonNull(compensate, "compensate");
        timeout.ifPresent(t -> Names.checkPositive("timeout", t));
        Names.checkDuration("delay", delay);
        Names.checkRange("errorChance", errorChance, 0, 1);
        Names.checkRange("weight", weight, 1, 1_000_000);
    }

    void describe(Shape shape) {
        shape.andIf(!delay.isZero(), "delay", delay.toString()).andIf(errorChance != 0, "errorChance", errorChance);
        if (retry.attempts() > 1) {
            shape.and("retry", retry.shape());
        }
        timeout.ifPresent(t -> shape.and("timeout", t));
        shape.andIf(effect != Effect.IDEMPOTENT, "effect", effect.word()).andIf(weight != 1, "weight", weight);
        fallback.ifPresent(f -> shape.and("fallback", f.shape()));
        compensate.ifPresent(c -> shape.and("compensate", c.shape()));
    }
}
