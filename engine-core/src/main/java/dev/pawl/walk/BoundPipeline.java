package dev.pawl.walk;

import dev.pawl.pipeline.Paths;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Place;
import dev.pawl.pipeline.Places;
import dev.pawl.pipeline.SleepNode;
import dev.pawl.pipeline.SubPipelineNode;
import dev.pawl.pipeline.WaitNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pipeline with the code of its steps, ready to be carried any number of times. Thread-safe. */
public final class BoundPipeline {
    private final Pipeline pipeline;
    private final Codebase code;
    public final BoundNode[] nodes;
    public final BoundStep[] lastly;

    /** How many values the last run held; a good guess for the next. */
    public int expectedValues = 8;

    private BoundPipeline(Pipeline pipeline, Codebase code, BoundNode[] nodes, BoundStep[] lastly) {
        this.pipeline = pipeline;
        this.code = code;
        this.nodes = nodes;
        this.lastly = lastly;
    }

    /** Binds each step to its code; pipelines that are given by name are looked up when they begin. */
    public static BoundPipeline bind(Pipeline pipeline, Codebase code) {
        return bind(pipeline, code, "");
    }

    static BoundPipeline bind(Pipeline pipeline, Codebase code, String around) {
        Binder binder = new Binder(pipeline, code, around);
        BoundNode[] lastly = binder.bind(pipeline.finallySteps(), "");
        BoundStep[] steps = new BoundStep[lastly.length];
        System.arraycopy(lastly, 0, steps, 0, steps.length);
        return new BoundPipeline(pipeline, code, binder.bind(pipeline.nodes(), ""), steps);
    }

    public Pipeline pipeline() {
        return pipeline;
    }

    /** The path of the first node that waits for somebody or for a time, in the pipelines inside too. */
    public Optional<String> firstWait() {
        List<String> found = new ArrayList<>(1);
        Places.each(pipeline, place -> {
            if (found.isEmpty()) {
                wait(place).ifPresent(found::add);
            }
        });
        return found.stream().findFirst();
    }

    private Optional<String> wait(Place place) {
        if (place.node() instanceof WaitNode || place.node() instanceof SleepNode) {
            return Optional.of(place.path());
        }
        return place.node() instanceof SubPipelineNode sub && sub.inline().isEmpty()
                ? code.pipeline(sub.pipeline(), sub.version())
                        .flatMap(BoundPipeline::firstWait)
                        .map(path -> Paths.join(place.path(), path))
                : Optional.empty();
    }
}
