package dev.pawl.walk;

import dev.pawl.api.Step;
import dev.pawl.api.StepDescription;
import dev.pawl.api.StepInterceptor;
import dev.pawl.api.StepResult;
import dev.pawl.api.WorkflowContext;
import dev.pawl.pipeline.StepPolicy;
import java.util.List;
import java.util.Optional;

/** A step with its code and the links around it. Immutable. */
public final class BoundStep implements BoundNode {
    public final String id;
    final String path;
    public final StepPolicy policy;
    public final Optional<BoundStep> fallback;
    public final Optional<BoundStep> undo;
    private final Step code;
    private final StepDescription description;
    private final StepInterceptor[] links;

    BoundStep(
            String id,
            Step code,
            StepDescription description,
            StepPolicy policy,
            List<StepInterceptor> links,
            Optional<BoundStep> fallback,
            Optional<BoundStep> undo) {
        this.id = id;
        this.undo = undo;
        this.path = description.path();
        this.policy = policy;
        this.fallback = fallback;
        this.code = code;
        this.description = description;
        this.links = links.toArray(new StepInterceptor[0]);
    }

    @Override
    public String id() {
        return id;
    }

    /** Whether what a failed attempt has put must be taken back, because something runs after it. */
    public boolean goesOnAfterFailure() {
        return policy.retry().attempts() > 1 || fallback.isPresent();
    }

    /** One attempt: the links and, behind them, the code. */
    public StepResult attempt(WorkflowContext context) throws Exception {
        return links.length == 0 ? body(context) : new Link(this, context, 0).proceed();
    }

    private StepResult body(WorkflowContext context) throws Exception {
        StepResult result = code.execute(context);
        if (result == null) {
            throw new IllegalStateException(
                    "step '" + path + "' returned null instead of a StepResult; return StepResult.done()");
        }
        return result;
    }

    /** What lies behind the link before: the next link, or the step. */
    private static final class Link implements StepInterceptor.Chain {
        private final BoundStep step;
        private final WorkflowContext context;
        private final int index;
        private boolean passed;

        Link(BoundStep step, WorkflowContext context, int index) {
            this.step = step;
            this.context = context;
            this.index = index;
        }

        @Override
        public WorkflowContext context() {
            return context;
        }

        @Override
        public StepDescription step() {
            return step.description;
        }

        @Override
        public StepResult proceed() throws Exception {
            if (passed) {
                throw new IllegalStateException(
                        "interceptor " + step.links[index - 1] + " called proceed() twice around step '" + step.path
                                + "'; a repetition is the business of the step's retry policy");
            }
            passed = true;
            if (index == step.links.length) {
                return step.body(context);
            }
            StepInterceptor link = step.links[index];
            StepResult result = link.intercept(new Link(step, context, index + 1));
            if (result == null) {
                throw new IllegalStateException(
                        "interceptor " + link + " returned null around step '" + step.path + "'");
            }
            return result;
        }
    }
}
