package dev.pawl.definition;

import static dev.pawl.definition.Field.optional;
import static dev.pawl.definition.Field.required;

import dev.pawl.pipeline.Effect;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** The format of steps and of what belongs to them. Stateless. */
final class StepFormat {
    static final Field<Duration> DELAY = optional("delay", Type.DURATION, "none", "waited before the first attempt");

    static final Field<Double> ERROR_CHANCE = optional(
            "errorChance",
            Type.decimal(0, 1),
            "0",
            "how likely an attempt fails by an injected fault; for demonstrations and tests");

    static final Field<Object> RETRY =
            optional("retry", Type.defined("an object with attempts", "retry"), "one attempt", "how often it is tried");

    static final Field<Duration> TIMEOUT =
            optional("timeout", Type.POSITIVE, "no limit", "how long one attempt may take");

    static final Field<String> EFFECT = optional(
            "effect",
            Type.words(Arrays.stream(Effect.values()).map(Effect::word).toList()),
            Effect.IDEMPOTENT.word(),
            "what it means outside when its body runs a second time");

    static final Field<Integer> WEIGHT = optional(
            "weight", Type.whole(1, 1_000_000), "1", "its share of the progress bar while no durations are known");

    static final Field<String> TITLE = optional("name", Type.TEXT, "the id", "what people call it");

    static final Field<String> USES =
            required("uses", Type.TEXT, "the step type that does the work, by its name or an alias");

    static final Field<Map<String, Object>> WITH = optional(
            "with",
            Type.OBJECT.in(
                    "an object of settings",
                    Tree.of("type", "object", "additionalProperties", Tree.of("$ref", "#/$defs/value"))),
            "no settings",
            "its settings, each a value or a reference such as {\"from\": \"order.total\"}");

    static final Field<Object> FALLBACK = optional(
            "fallback",
            Type.defined("a step without a fallback or compensation", "alternative"),
            "none",
            "done in its place when its last attempt has failed");

    static final Field<Object> COMPENSATE = optional(
            "compensate",
            Type.defined("a step without a fallback or compensation", "alternative"),
            "none",
            "undoes it when the run fails or is cancelled later");

    static final Form STEP = Form.of(
            "step",
            "does work",
            Format.ID,
            Format.kind("step", "step"),
            TITLE,
            USES,
            WITH,
            DELAY,
            ERROR_CHANCE,
            RETRY,
            TIMEOUT,
            EFFECT,
            WEIGHT,
            FALLBACK,
            COMPENSATE);

    static final Field<String> OWN_ID =
            optional("id", Type.ID, "the step's id", "the id of the step that it belongs to");

    static final Form ALTERNATIVE = Form.of(
            "alternative",
            "a fallback or a compensation",
            OWN_ID,
            TITLE,
            USES,
            WITH,
            DELAY,
            ERROR_CHANCE,
            RETRY,
            TIMEOUT,
            EFFECT,
            WEIGHT);

    static final Field<Integer> ATTEMPTS =
            required("attempts", Type.whole(1, 1_000_000), "all attempts, the first one included");

    static final Field<Duration> BACKOFF =
            optional("backoff", Type.DURATION, "none", "the pause after the first failure");

    static final Field<Double> FACTOR =
            optional("factor", Type.decimal(1, 1_000), "1", "by how much each pause is longer than the one before");

    static final Field<Duration> CAP = optional("cap", Type.DURATION, "1h", "no pause is longer");

    static final Field<Double> JITTER =
            optional("jitter", Type.decimal(0, 1), "0", "the share of a pause that is left to chance");

    static final Form RETRY_OBJECT =
            Form.of("retry", "how often a failed step is tried", ATTEMPTS, BACKOFF, FACTOR, CAP, JITTER);

    private StepFormat() {}
}
