package dev.pawl.execution;

import dev.pawl.api.PawlException;
import dev.pawl.pipeline.Effect;
import dev.pawl.pipeline.Node;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.StepNode;
import dev.pawl.pipeline.StepPolicy;

/** A pipeline can be described but not be carried out: it has a node or a policy that this version's walker does not know. */
public final class NotCarriedException extends PawlException {
    private static final long serialVersionUID = 1L;

    private NotCarriedException(Pipeline pipeline, String what) {
        super(
                "pipeline '" + pipeline.name() + "' cannot be run: " + what
                        + " is not carried out by this version, which knows sequences of steps with retry, fallback, delay and effect");
    }

    static void check(Pipeline pipeline) {
        pipeline.deadline().ifPresent(d -> {
            throw new NotCarriedException(pipeline, "the deadline");
        });
        if (!pipeline.finallySteps().isEmpty()) {
            throw new NotCarriedException(
                    pipeline,
                    "the finally step '" + pipeline.finallySteps().get(0).id() + "'");
        }
        for (Node node : pipeline.nodes()) {
            if (!(node instanceof StepNode step)) {
                throw new NotCarriedException(pipeline, "the " + node.kind() + " '" + node.id() + "'");
            }
            check(pipeline, step);
        }
    }

    private static void checkFallback(Pipeline pipeline, StepNode step, StepNode fallback) {
        check(pipeline, fallback);
        StepPolicy policy = fallback.policy();
        if (policy.retry().attempts() > 1 || !policy.delay().isZero() || policy.effect() != Effect.IDEMPOTENT) {
            throw new NotCarriedException(
                    pipeline, "a retry, delay or effect of the fallback of step '" + step.id() + "'");
        }
    }

    private static void check(Pipeline pipeline, StepNode step) {
        StepPolicy policy = step.policy();
        if (policy.timeout().isPresent()) {
            throw new NotCarriedException(pipeline, "the timeout of step '" + step.id() + "'");
        }
        if (policy.compensate().isPresent()) {
            throw new NotCarriedException(pipeline, "the compensation of step '" + step.id() + "'");
        }
        policy.fallback().ifPresent(f -> checkFallback(pipeline, step, f));
    }
}
