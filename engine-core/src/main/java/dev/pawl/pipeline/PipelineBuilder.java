package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Key;
import dev.pawl.api.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Defines a pipeline, in the order in which it runs. Made by {@link Pipeline#named}. Confined to one thread; what it
 * has built is not changed by what is added later.
 */
public final class PipelineBuilder extends Sequence<PipelineBuilder> {
    private final String name;
    private final List<InputSpec> inputs = new ArrayList<>();
    private final List<StepNode> finallySteps = new ArrayList<>();
    private int version = 1;
    private Optional<Duration> deadline = Optional.empty();

    PipelineBuilder(String name) {
        super(new Draft(), "", 0);
        this.name = requireNonNull(name, "name");
    }

    /** 1 unless said otherwise. */
    public PipelineBuilder version(int number) {
        Names.checkRange("version", number, 1, Integer.MAX_VALUE);
        version = number;
        return this;
    }

    /** A value that every run has to bring. */
    public PipelineBuilder input(Key<?> key) {
        return input(new InputSpec(key, true, Optional.empty()));
    }

    /** A value that a run may bring; otherwise it is this. */
    public <T> PipelineBuilder input(Key<T> key, T defaultValue) {
        draft.collect(
                "inputs." + key.name(), inputs, () -> new InputSpec(key, false, Optional.of((Object) defaultValue)));
        return this;
    }

    /** A value that a run may bring. */
    public PipelineBuilder optionalInput(Key<?> key) {
        return input(new InputSpec(key, false, Optional.empty()));
    }

    public PipelineBuilder input(InputSpec input) {
        inputs.add(requireNonNull(input, "input"));
        return this;
    }

    /** How long a run may take in all. */
    public PipelineBuilder deadline(Duration limit) {
        Names.checkPositive("deadline", limit);
        deadline = Optional.of(limit);
        return this;
    }

    /** A step that runs at the end whatever happened: success, failure or cancel. */
    public PipelineBuilder lastly(String id, Step code) {
        return lastly(id, code, plain -> plain);
    }

    public PipelineBuilder lastly(String id, Step code, UnaryOperator<StepOptions> options) {
        return lastly(id, StepNode.INLINE, Optional.of(requireNonNull(code, "code")), options);
    }

    /** A step of a registered type that runs at the end whatever happened. */
    public PipelineBuilder lastly(String id, String uses) {
        return lastly(id, uses, plain -> plain);
    }

    public PipelineBuilder lastly(String id, String uses, UnaryOperator<StepOptions> options) {
        return lastly(id, requireNonNull(uses, "uses"), Optional.empty(), options);
    }

    public PipelineBuilder lastly(StepNode step) {
        finallySteps.add(requireNonNull(step, "step"));
        return this;
    }

    /**
     * The pipeline, checked as a whole.
     *
     * @throws InvalidPipelineException with all that is wrong
     */
    public Pipeline build() {
        return Validation.check(
                draft.copy(), new DefinedPipeline(name, version, inputs, list(), finallySteps, deadline, Size.NOTHING));
    }

    private PipelineBuilder lastly(String id, String uses, Optional<Step> code, UnaryOperator<StepOptions> options) {
        StepOptions chosen = options.apply(new StepOptions());
        String at = Names.isId(requireNonNull(id, "id")) ? id : Names.show(id);
        draft.collect(at, finallySteps, () -> chosen.node(id, uses, code));
        return this;
    }

    @Override
    PipelineBuilder self() {
        return this;
    }
}
