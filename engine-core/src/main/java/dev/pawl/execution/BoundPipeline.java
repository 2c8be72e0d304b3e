package dev.pawl.execution;

import dev.pawl.api.Step;
import dev.pawl.api.StepDescription;
import dev.pawl.api.StepInterceptor;
import dev.pawl.pipeline.Node;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.StepNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A pipeline with the code of its steps, ready to be carried any number of times. Thread-safe. */
public final class BoundPipeline {
    private final Pipeline pipeline;
    final BoundStep[] steps;

    /** How many values the last run held; a good guess for the next. */
    int expectedValues = 8;

    private BoundPipeline(Pipeline pipeline, BoundStep[] steps) {
        this.pipeline = pipeline;
        this.steps = steps;
    }

    /**
     * Binds each step to its code.
     *
     * @param types gives the code of a registered step type, or throws naming it
     * @param links gives those around every attempt of a step, the outermost first
     * @throws NotCarriedException when the pipeline has something that this version does not carry out
     */
    public static BoundPipeline bind(
            Pipeline pipeline, Function<StepNode, Step> types, Function<StepNode, List<StepInterceptor>> links) {
        NotCarriedException.check(pipeline);
        List<Node> nodes = pipeline.nodes();
        BoundStep[] steps = new BoundStep[nodes.size()];
        for (int i = 0; i < steps.length; i++) {
            StepNode node = (StepNode) nodes.get(i);
            steps[i] = bind(pipeline, node, node.id(), types, links);
        }
        return new BoundPipeline(pipeline, steps);
    }

    public Pipeline pipeline() {
        return pipeline;
    }

    private static BoundStep bind(
            Pipeline pipeline,
            StepNode node,
            String path,
            Function<StepNode, Step> types,
            Function<StepNode, List<StepInterceptor>> links) {
        Step code = node.code().orElseGet(() -> types.apply(node));
        StepDescription description = new StepDescription(
                pipeline.name(), path, node.name(), node.uses(), node.policy().errorChance(), node.with());
        Optional<BoundStep> fallback = node.policy().fallback().map(f -> bind(pipeline, f, path, types, links));
        return new BoundStep(code, description, node.policy(), links.apply(node), fallback);
    }
}
