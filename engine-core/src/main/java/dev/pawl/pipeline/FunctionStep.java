package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.api.WorkflowContext;

/** Puts what a function makes of one value under another key. Immutable. */
record FunctionStep<A, B>(Key<A> in, Key<B> out, StepFunction<? super A, ? extends B> function) implements Step {
    FunctionStep {
        requireNonNull(in, "in");
        requireNonNull(out, "out");
        requireNonNull(function, "function");
    }

    @Override
    public StepResult execute(WorkflowContext context) throws Exception {
        context.put(out, function.apply(context.get(in)));
        return StepResult.done();
    }
}
