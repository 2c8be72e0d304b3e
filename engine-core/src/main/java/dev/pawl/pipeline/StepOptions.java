package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Step;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is said of a step besides its code: {@code s -> s.timeout(ofSeconds(5)).retry(Retry.times(3))}. Confined to
 * the call that hands it out.
 */
public final class StepOptions {
    private final Map<String, Object> with = new LinkedHashMap<>();
    private Optional<String> name = Optional.empty();
    private Effect effect = Effect.IDEMPOTENT;
    private Retry retry = Retry.NEVER;
    private Optional<Duration> timeout = Optional.empty();
    private Optional<Alternative> fallback = Optional.empty();
    private Optional<Alternative> compensate = Optional.empty();
    private Duration delay = Duration.ZERO;
    private double errorChance;
    private int weight = 1;

    StepOptions() {}

    /** What people call it. */
    public StepOptions name(String title) {
        name = Optional.of(title);
        return this;
    }

    /**
     * A setting: a tree of maps, lists, texts, numbers and booleans, in which {@code {"from": "…"}} is a reference.
     */
    public StepOptions with(String setting, Object value) {
        with.put(requireNonNull(setting, "setting"), value instanceof Reference r ? r.shape() : value);
        return this;
    }

    /** These settings, added to those given before. */
    public StepOptions with(Map<String, ?> settings) {
        settings.forEach(this::with);
        return this;
    }

    public StepOptions effect(Effect meaning) {
        effect = requireNonNull(meaning, "effect");
        return this;
    }

    /** Says that the step does nothing outside and puts the same values for the same inputs. */
    public StepOptions pure() {
        return effect(Effect.PURE);
    }

    /** Says that a repetition may do harm. */
    public StepOptions externalOnce() {
        return effect(Effect.EXTERNAL_ONCE);
    }

    public StepOptions retry(Retry policy) {
        retry = requireNonNull(policy, "retry");
        return this;
    }

    /** That many attempts in all, without a pause. */
    public StepOptions retry(int attempts) {
        return retry(Retry.times(attempts));
    }

    /** How long one attempt may take. */
    public StepOptions timeout(Duration limit) {
        Names.checkPositive("timeout", limit);
        timeout = Optional.of(limit);
        return this;
    }

    /** Done in this step's place when its last attempt has failed. */
    public StepOptions fallback(Step code) {
        return fallback(code, plain -> plain);
    }

    public StepOptions fallback(Step code, UnaryOperator<StepOptions> options) {
        fallback = Optional.of(Alternative.of(code, options));
        return this;
    }

    /** A registered step type, done in this step's place when its last attempt has failed. */
    public StepOptions fallback(String uses) {
        return fallback(uses, plain -> plain);
    }

    public StepOptions fallback(String uses, UnaryOperator<StepOptions> options) {
        fallback = Optional.of(Alternative.of(uses, options));
        return this;
    }

    /** Undoes this step when the run fails or is cancelled later. */
    public StepOptions compensate(Step code) {
        return compensate(code, plain -> plain);
    }

    public StepOptions compensate(Step code, UnaryOperator<StepOptions> options) {
        compensate = Optional.of(Alternative.of(code, options));
        return this;
    }

    /** A registered step type that undoes this step when the run fails or is cancelled later. */
    public StepOptions compensate(String uses) {
        return compensate(uses, plain -> plain);
    }

    public StepOptions compensate(String uses, UnaryOperator<StepOptions> options) {
        compensate = Optional.of(Alternative.of(uses, options));
        return this;
    }

    /** Waited for before the first attempt. */
    public StepOptions delay(Duration time) {
        Names.checkDuration("delay", time);
        delay = time;
        return this;
    }

    /** How likely an attempt fails by an injected fault, 0 to 1; for demonstrations and tests. */
    public StepOptions errorChance(double chance) {
        Names.checkRange("errorChance", chance, 0, 1);
        errorChance = chance;
        return this;
    }

    /** Its share of the progress bar while no durations are known. */
    public StepOptions weight(int share) {
        Names.checkRange("weight", share, 1, 1_000_000);
        weight = share;
        return this;
    }

    StepNode node(String id, String uses, Optional<Step> code) {
        StepPolicy policy = new StepPolicy(
                effect,
                retry,
                timeout,
                fallback.map(f -> f.node(id)),
                compensate.map(c -> c.node(id)),
                delay,
                errorChance,
                weight);
        return new StepNode(id, name.orElse(id), uses, code, with, policy);
    }

    /** A step in another one's place; it has the id of the step that it belongs to. */
    private record Alternative(String uses, Optional<Step> code, StepOptions options) {
        static Alternative of(Step code, UnaryOperator<StepOptions> options) {
            return new Alternative(
                    StepNode.INLINE, Optional.of(requireNonNull(code, "code")), options.apply(new StepOptions()));
        }

        static Alternative of(String uses, UnaryOperator<StepOptions> options) {
            return new Alternative(requireNonNull(uses, "uses"), Optional.empty(), options.apply(new StepOptions()));
        }

        StepNode node(String id) {
            return options.node(id, uses, code);
        }
    }
}
