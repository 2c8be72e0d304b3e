package dev.pawl.testing;

import dev.pawl.api.Inputs;
import dev.pawl.api.Step;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.PipelineBuilder;
import dev.pawl.registry.StepType;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A random pipeline with all policies that the walker knows, and bodies that put, read, log and fail as they were told; the same one for
 * the same seed. Immutable.
 */
public final class RandomWork {
    static final String TYPE = "random.work";

    private static final String NAME = "random-work";

    private final long seed;
    private final List<NodePlan> nodes;

    private RandomWork(long seed, List<NodePlan> nodes) {
        this.seed = seed;
        this.nodes = List.copyOf(nodes);
    }

    /** The work of this seed. */
    public static RandomWork of(long seed) {
        return new RandomWork(seed, new WorkMaker(new Random(seed)).nodes());
    }

    /** The pipeline; it needs the {@link #stepType} and the {@link #inputs}. */
    public Pipeline pipeline() {
        return pipeline(new WorkLog());
    }

    /** The type of some of its steps. */
    public StepType stepType() {
        return type(new WorkLog());
    }

    /** What its runs start with. */
    public Inputs inputs() {
        return Inputs.of(WorkValues.TEXT.is("input " + seed), WorkValues.NUMBER.is((int) seed));
    }

    long seed() {
        return seed;
    }

    List<NodePlan> nodes() {
        return nodes;
    }

    Pipeline pipeline(WorkLog log) {
        PipelineBuilder builder = Pipeline.named(NAME);
        nodes.forEach(node -> node.addTo(builder, log));
        return builder.build();
    }

    StepType type(WorkLog log) {
        return new StepType(TYPE, settings -> code(settings, log));
    }

    private Step code(Map<String, Object> settings, WorkLog log) {
        int number = ((Number) settings.get("number")).intValue();
        return nodes.stream()
                .flatMap(node -> node.code(number, log).stream())
                .findFirst()
                .orElseThrow();
    }

    /** The same work without the body of one node. */
    RandomWork silenced(String path) {
        return new RandomWork(
                seed,
                nodes.stream()
                        .map(node -> node.path().equals(path) ? node.silenced() : node)
                        .toList());
    }

    NodePlan node(String path) {
        return nodes.stream().filter(n -> n.path().equals(path)).findFirst().orElseThrow();
    }

    @Override
    public String toString() {
        return "random work " + seed + " " + nodes;
    }
}
