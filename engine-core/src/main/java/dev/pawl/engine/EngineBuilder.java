package dev.pawl.engine;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.StepInterceptor;
import dev.pawl.api.TimeSource;
import dev.pawl.event.ProgressListener;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.registry.StepProvider;
import dev.pawl.registry.StepRegistry;
import dev.pawl.registry.StepType;
import dev.pawl.store.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Says what an engine has; all of it has a default. Confined to one thread. */
public final class EngineBuilder {
    private static final int MOST_CONCURRENCY = 10_000;

    Optional<Repository> repository = Optional.empty();
    Optional<TimeSource> time = Optional.empty();
    final List<ProgressListener> listeners = new ArrayList<>();
    int concurrency = 3;
    boolean requireDurable;
    private final List<Pipeline> pipelines = new ArrayList<>();
    private final List<StepType> stepTypes = new ArrayList<>();
    private final List<StepInterceptor> interceptors = new ArrayList<>();

    EngineBuilder() {}

    /** Where submitted runs live; in memory when nothing is said. It stays open when the engine is closed. */
    public EngineBuilder repository(Repository newRepository) {
        repository = Optional.of(newRepository);
        return this;
    }

    /** Refuses to record in memory. */
    public EngineBuilder requireDurable() {
        requireDurable = true;
        return this;
    }

    /** Registers a pipeline, so that its runs can be submitted, and found again after a crash. */
    public EngineBuilder pipeline(Pipeline pipeline) {
        pipelines.add(requireNonNull(pipeline, "pipeline"));
        return this;
    }

    /** Registers a step type of the host's own. */
    public EngineBuilder stepType(StepType type) {
        stepTypes.add(requireNonNull(type, "type"));
        return this;
    }

    /** Puts a link around every attempt of every step; the first one given is the outermost. */
    public EngineBuilder interceptor(StepInterceptor interceptor) {
        interceptors.add(requireNonNull(interceptor, "interceptor"));
        return this;
    }

    public EngineBuilder listener(ProgressListener listener) {
        listeners.add(requireNonNull(listener, "listener"));
        return this;
    }

    /** How many submitted runs are carried at a time; 3 when nothing is said. A run that pauses for a retry or a delay counts. */
    public EngineBuilder concurrency(int runs) {
        if (runs < 1 || runs > MOST_CONCURRENCY) {
            throw new IllegalArgumentException("concurrency is not from 1 to " + MOST_CONCURRENCY + ": " + runs);
        }
        concurrency = runs;
        return this;
    }

    /** Where all time comes from; the machine's clocks when nothing is said. */
    public EngineBuilder time(TimeSource newTime) {
        time = Optional.of(newTime);
        return this;
    }

    /** The engine; with a repository it begins at once to carry the runs that are there. */
    public WorkflowEngine build() {
        StepRegistry steps = StepRegistry.of(stepTypes, ServiceLoader.load(StepProvider.class));
        return new WorkflowEngine(this, new Registered(steps, interceptors, pipelines));
    }
}
