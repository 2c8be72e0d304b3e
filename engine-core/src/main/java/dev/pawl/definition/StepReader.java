package dev.pawl.definition;

import dev.pawl.pipeline.Effect;
import dev.pawl.pipeline.Retry;
import dev.pawl.pipeline.StepNode;
import dev.pawl.pipeline.StepPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads steps, and the steps in their place. Confined to one reading. */
final class StepReader {
    private static final Map<String, Effect> EFFECTS = Map.of(
            Effect.PURE.word(), Effect.PURE,
            Effect.IDEMPOTENT.word(), Effect.IDEMPOTENT,
            Effect.EXTERNAL_ONCE.word(), Effect.EXTERNAL_ONCE);

    private final Problems problems;
    private final ValueCheck values;
    private final TypeCheck types;

    StepReader(Problems problems, ValueCheck values, TypeCheck types) {
        this.problems = problems;
        this.values = values;
        this.types = types;
    }

    Optional<StepNode> step(Fields fields) {
        Optional<String> id = fields.find(Format.ID);
        Optional<StepNode> fallback = alternative(fields, StepFormat.FALLBACK, id.orElse("step"));
        Optional<StepNode> compensate = alternative(fields, StepFormat.COMPENSATE, id.orElse("step"));
        return step(fields, id, fallback, compensate);
    }

    private Optional<StepNode> alternative(Fields step, Field<Object> field, String owner) {
        if (!step.has(field)) {
            return Optional.empty();
        }
        return Fields.of(step.raw(field), StepFormat.ALTERNATIVE, step.at(field), problems)
                .flatMap(fields -> {
                    fields.find(StepFormat.OWN_ID)
                            .filter(id -> !id.equals(owner))
                            .ifPresent(id -> problems.add(
                                    fields.at(StepFormat.OWN_ID),
                                    "expected '" + owner + "', the id of its step, found " + Tree.quoted(id)
                                            + ": leave it out"));
                    return step(fields, Optional.of(owner), Optional.empty(), Optional.empty());
                });
    }

    private Optional<StepNode> step(
            Fields fields, Optional<String> id, Optional<StepNode> fallback, Optional<StepNode> compensate) {
        Optional<String> uses = fields.find(StepFormat.USES);
        Map<String, Object> with = settings(fields, uses);
        StepPolicy policy = policy(fields, fallback, compensate);
        Optional<String> name = fields.find(StepFormat.TITLE);
        if (uses.filter(StepNode.INLINE::equals).isPresent()) {
            problems.addHole(
                    fields.at(StepFormat.USES),
                    "is 'inline', Java code that no definition can hold: register a step type and name it here");
            return Optional.empty();
        }
        if (id.isEmpty() || uses.isEmpty()) {
            return Optional.empty();
        }
        return problems.made(
                fields.at(),
                () -> new StepNode(id.get(), name.orElse(id.get()), uses.get(), Optional.empty(), with, policy));
    }

    private Map<String, Object> settings(Fields fields, Optional<String> uses) {
        Optional<Map<String, Object>> with = fields.find(StepFormat.WITH);
        boolean good = with.isPresent() && values.check(with.get(), fields.at(StepFormat.WITH), true);
        if (uses.isPresent() && (good || !fields.has(StepFormat.WITH))) {
            types.check(fields, uses.get(), with.orElse(Map.of()));
        }
        return good ? with.get() : Map.of();
    }

    private StepPolicy policy(Fields fields, Optional<StepNode> fallback, Optional<StepNode> compensate) {
        Effect effect = EFFECTS.get(fields.get(StepFormat.EFFECT, Effect.IDEMPOTENT.word()));
        Retry retry = fields.has(StepFormat.RETRY)
                ? retry(fields.raw(StepFormat.RETRY), fields.at(StepFormat.RETRY))
                : Retry.NEVER;
        if (effect == Effect.EXTERNAL_ONCE && retry.attempts() > 1) {
            problems.add(
                    fields.at(StepFormat.RETRY),
                    "tries " + retry.attempts()
                            + " times what may be done once only: take it away, or do it with a step type in Java, where onlyIf says when it is safe");
            retry = Retry.NEVER;
        }
        return new StepPolicy(
                effect,
                retry,
                fields.find(StepFormat.TIMEOUT),
                fallback,
                compensate,
                fields.get(StepFormat.DELAY, Duration.ZERO),
                fields.get(StepFormat.ERROR_CHANCE, 0.0),
                fields.get(StepFormat.WEIGHT, 1));
    }

    private Retry retry(Object tree, At at) {
        int before = problems.count();
        if (Tree.object(tree).filter(map -> map.containsKey("onlyIf")).isPresent()) {
            problems.add(
                    at.field("onlyIf"),
                    "is Java code, which no definition can hold: let the step type decide what is worth another attempt");
            return Retry.NEVER;
        }
        Optional<Retry> retry = Fields.of(tree, StepFormat.RETRY_OBJECT, at, problems)
                .map(fields -> new Retry(
                        fields.get(StepFormat.ATTEMPTS, 1),
                        fields.get(StepFormat.BACKOFF, Duration.ZERO),
                        fields.get(StepFormat.FACTOR, 1.0),
                        fields.get(StepFormat.CAP, Retry.NEVER.cap()),
                        fields.get(StepFormat.JITTER, 0.0),
                        Optional.empty()));
        return problems.count() == before ? retry.orElse(Retry.NEVER) : Retry.NEVER;
    }
}
