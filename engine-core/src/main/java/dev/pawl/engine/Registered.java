package dev.pawl.engine;

import dev.pawl.api.Step;
import dev.pawl.api.StepInterceptor;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.interceptor.FaultInjection;
import dev.pawl.pipeline.NearestWord;
import dev.pawl.pipeline.Nesting;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Places;
import dev.pawl.pipeline.StepNode;
import dev.pawl.pipeline.SubPipelineNode;
import dev.pawl.pipeline.WaitNode;
import dev.pawl.registry.StepBinding;
import dev.pawl.registry.StepRegistry;
import dev.pawl.registry.StepType;
import dev.pawl.store.RunSpec;
import dev.pawl.walk.BoundPipeline;
import dev.pawl.walk.Codebase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/** The pipelines of an engine, bound to their code. Immutable. */
final class Registered {
    private final StepRegistry steps;
    private final List<StepInterceptor> links;
    private final List<StepInterceptor> linksAndFaults;
    private final Map<String, NavigableMap<Integer, BoundPipeline>> byName = new HashMap<>();

    Registered(StepRegistry steps, List<StepInterceptor> interceptors, List<Pipeline> pipelines) {
        this.steps = steps;
        this.links = List.copyOf(interceptors);
        List<StepInterceptor> more = new ArrayList<>(interceptors);
        more.add(new FaultInjection(() -> ThreadLocalRandom.current().nextDouble()));
        this.linksAndFaults = List.copyOf(more);
        for (Pipeline pipeline : pipelines) {
            BoundPipeline before = byName.computeIfAbsent(pipeline.name(), n -> new TreeMap<>())
                    .put(pipeline.version(), bind(pipeline));
            if (before != null) {
                throw new IllegalArgumentException("pipeline '" + pipeline.name() + "' is registered twice in version "
                        + pipeline.version() + "; give one of them another version");
            }
        }
        pipelines.forEach(this::check);
    }

    /** What is inside has to be there, and may not hold what it is in. */
    private void check(Pipeline pipeline) {
        for (SubPipelineNode sub : Places.pipelinesNamed(pipeline)) {
            if (inside(sub).isEmpty()) {
                throw new RefusedException(
                        Reason.UNKNOWN_PIPELINE,
                        "pipeline '" + pipeline.name() + "' has pipeline '" + sub.pipeline() + "'"
                                + (sub.version().isPresent()
                                        ? " version " + sub.version().getAsInt()
                                        : "")
                                + " in its node '" + sub.id() + "', which is not registered"
                                + NearestWord.hint(
                                        sub.pipeline(),
                                        List.copyOf(byName.keySet()),
                                        "registered are " + byName.keySet())
                                + "; give it to the engine's builder too");
            }
        }
        Nesting.check(pipeline, this::inside);
    }

    private Optional<Pipeline> inside(SubPipelineNode sub) {
        return pipeline(sub.pipeline(), sub.version()).map(BoundPipeline::pipeline);
    }

    /** The waits of a pipeline and of those inside it, by path. */
    Map<String, WaitNode> waits(BoundPipeline pipeline) {
        return WaitNodes.of(pipeline.pipeline(), this::inside);
    }

    List<String> leftOut() {
        return steps.problems();
    }

    List<StepType> stepTypes() {
        return steps.types();
    }

    Optional<BoundPipeline> pipeline(String name, OptionalInt version) {
        NavigableMap<Integer, BoundPipeline> versions = byName.get(name);
        if (versions == null) {
            return Optional.empty();
        }
        return version.isPresent()
                ? Optional.ofNullable(versions.get(version.getAsInt()))
                : Optional.of(versions.lastEntry().getValue());
    }

    /** Binds a pipeline that may or may not be registered. */
    BoundPipeline bind(Pipeline pipeline) {
        StepBinding binding = steps.bind(pipeline.name());
        BoundPipeline bound = BoundPipeline.bind(pipeline, new Code(binding));
        binding.check();
        return bound;
    }

    /** What one pipeline is bound to. */
    private final class Code implements Codebase {
        private final StepBinding binding;

        Code(StepBinding binding) {
            this.binding = binding;
        }

        @Override
        public Step step(StepNode node, String place) {
            return binding.step(node, place);
        }

        @Override
        public List<StepInterceptor> links(StepNode step) {
            return step.policy().errorChance() > 0 ? linksAndFaults : links;
        }

        @Override
        public Optional<BoundPipeline> pipeline(String name, OptionalInt version) {
            return Registered.this.pipeline(name, version);
        }
    }

    BoundPipeline newest(String name) {
        NavigableMap<Integer, BoundPipeline> versions = byName.get(name);
        if (versions == null) {
            throw new RefusedException(
                    Reason.UNKNOWN_PIPELINE,
                    "pipeline '" + name + "' is not registered; registered are " + new TreeSet<>(byName.keySet())
                            + "; give it to the engine's builder");
        }
        return versions.lastEntry().getValue();
    }

    Optional<BoundPipeline> find(String name, int version) {
        return Optional.ofNullable(byName.getOrDefault(name, new TreeMap<>()).get(version));
    }

    /** The registered pipeline that a run was submitted with: its version, in the same shape. */
    Optional<BoundPipeline> fitting(RunSpec run) {
        return find(run.pipeline(), run.version())
                .filter(bound -> bound.pipeline().fingerprint().equals(run.fingerprint()));
    }

    /** The registered pipeline that is this one. */
    BoundPipeline same(Pipeline pipeline) {
        Optional<BoundPipeline> found = find(pipeline.name(), pipeline.version());
        if (found.isPresent() && found.get().pipeline().fingerprint().equals(pipeline.fingerprint())) {
            return found.get();
        }
        String inline = Places.firstInline(pipeline)
                .map(path -> "its node '" + path + "' has Java code that no other process could find again")
                .orElse("no other process could find it again");
        throw new RefusedException(
                Reason.INLINE,
                "pipeline '" + pipeline.name() + "' version " + pipeline.version()
                        + " cannot be submitted: it is not registered, and " + inline
                        + "; give it to the engine's builder with pipeline(…), or run it with run(…)");
    }
}
