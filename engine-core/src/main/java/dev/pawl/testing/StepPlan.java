package dev.pawl.testing;

import dev.pawl.api.Step;
import dev.pawl.pipeline.Effect;
import dev.pawl.pipeline.PipelineBuilder;
import dev.pawl.pipeline.Reference;
import dev.pawl.pipeline.Sequence;
import dev.pawl.pipeline.StepOptions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A generated step: its policies, and what each of its attempts does. Immutable.
 *
 * @param inline whether its code stands in the pipeline; otherwise it is of a registered type
 * @param only where it fails or stops the run; everywhere when empty
 */
record StepPlan(
        int number,
        boolean inline,
        Effect effect,
        long delayMillis,
        Tries tries,
        Optional<Deed> fallback,
        Optional<Undo> undo,
        List<Only> only)
        implements NodePlan {

    /** Its compensation. */
    record Undo(Effect effect, Tries tries) {}

    /** Which code of a step is meant. */
    enum Role {
        BODY,
        FALLBACK,
        UNDO
    }

    @Override
    public String id() {
        return "n" + number;
    }

    /** The same step with a body that does nothing: what is left of it when a person says that it was done. */
    StepPlan silenced() {
        return new StepPlan(
                number, inline, effect, delayMillis, Tries.OF_NOTHING, Optional.empty(), Optional.empty(), List.of());
    }

    @Override
    public void addTo(Sequence<?> sequence, WorkLog log) {
        if (inline) {
            sequence.step(id(), code(Role.BODY, log), o -> options(o, log));
        } else {
            sequence.step(id(), RandomWork.TYPE, o -> registered(options(o, log), Role.BODY));
        }
    }

    /** Adds it as a step that runs at the end whatever happened. */
    void addLastTo(PipelineBuilder builder, WorkLog log) {
        if (inline) {
            builder.lastly(id(), code(Role.BODY, log), o -> options(o, log));
        } else {
            builder.lastly(id(), RandomWork.TYPE, o -> registered(options(o, log), Role.BODY));
        }
    }

    /** Its code, or that of what stands in its place. */
    Step code(Role role, WorkLog log) {
        return switch (role) {
            case BODY ->
                context -> (only.stream().allMatch(item -> item.holds(context))
                                ? tries.of(context.attempt())
                                : tries.harmless())
                        .perform(context, effect, log);
            case FALLBACK -> context -> fallback.orElseThrow().perform(context, Effect.IDEMPOTENT, log);
            case UNDO ->
                context -> undo.orElseThrow()
                        .tries()
                        .of(context.attempt())
                        .perform(context, undo.orElseThrow().effect(), log);
        };
    }

    private StepOptions options(StepOptions options, WorkLog log) {
        options.effect(effect).delay(Duration.ofMillis(delayMillis)).retry(tries.retry());
        fallback.ifPresent(deed -> {
            if (inline) {
                options.fallback(code(Role.FALLBACK, log));
            } else {
                options.fallback(RandomWork.TYPE, o -> registered(o, Role.FALLBACK));
            }
        });
        undo.ifPresent(plan -> {
            if (inline) {
                options.compensate(code(Role.UNDO, log), o -> undoing(o, plan));
            } else {
                options.compensate(RandomWork.TYPE, o -> registered(undoing(o, plan), Role.UNDO));
            }
        });
        return options;
    }

    private static StepOptions undoing(StepOptions options, Undo plan) {
        return options.effect(plan.effect()).retry(plan.tries().retry());
    }

    private StepOptions registered(StepOptions options, Role role) {
        options.with("number", number).with("role", role.name().toLowerCase(Locale.ROOT));
        return refers() ? options.with("sees", Reference.of(WorkValues.TEXT)) : options;
    }

    /** Whether it is of a registered type and has a reference among its settings. */
    boolean refers() {
        return !inline && number % 2 == 0;
    }
}
