package dev.pawl.engine;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.StepInterceptor;
import dev.pawl.api.TimeSource;
import dev.pawl.definition.DefinitionReader;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.event.ProgressListener;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.registry.StepProvider;
import dev.pawl.registry.StepRegistry;
import dev.pawl.registry.StepType;
import dev.pawl.store.Repository;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Says what an engine has; all of it has a default. Confined to one thread. */
public final class EngineBuilder {
    private static final int MOST_CONCURRENCY = 10_000;
    private static final int FEWEST_WORKERS = 8;

    Optional<Repository> repository = Optional.empty();
    Optional<TimeSource> time = Optional.empty();
    final List<ProgressListener> listeners = new ArrayList<>();
    final Map<String, Integer> limits = new TreeMap<>();
    final Map<String, Long> capacities = new TreeMap<>();
    private OptionalInt workers = OptionalInt.empty();
    boolean requireDurable;
    private final List<Pipeline> pipelines = new ArrayList<>();
    private final List<Consumer<DefinitionReader>> definitions = new ArrayList<>();
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

    /** Registers the pipeline that this file of JSON defines; it is read when the engine is built, with all its step types known. */
    public EngineBuilder definition(Path file) {
        requireNonNull(file, "file");
        definitions.add(reader -> reader.file(file));
        return this;
    }

    /** The same for a file of another format, by a reader for it: {@code definition(file, reader -> yaml.load(reader))}. */
    public EngineBuilder definition(Path file, Function<? super Reader, ? extends Map<String, Object>> format) {
        requireNonNull(file, "file");
        requireNonNull(format, "format");
        definitions.add(reader -> reader.file(file, format));
        return this;
    }

    /** Registers the pipeline that this text of JSON defines. */
    public EngineBuilder definition(String json) {
        requireNonNull(json, "json");
        String name = "definition " + (definitions.size() + 1);
        definitions.add(reader -> reader.text(name, json));
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

    /** Is told, on the engine's own threads, what happens in all runs that this engine carries or is given. */
    public EngineBuilder listener(ProgressListener listener) {
        listeners.add(requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * How many runs of the queue {@code default} are carried at a time, by all engines of the store together; {@value
     * dev.pawl.store.Queues#LIMIT} when nobody has said it. A run that waits for somebody, for an hour or for its next attempt does not count.
     */
    public EngineBuilder concurrency(int runs) {
        return queue(SubmitOptions.DEFAULT_QUEUE, runs);
    }

    /**
     * A queue with its own limit: so many of its runs are carried at a time, by all engines of the store together. It is written into the store
     * when the engine is built, in place of what was said there before; 0 for a queue whose runs are only kept.
     */
    public EngineBuilder queue(String name, int limit) {
        SubmitOptions.check("queue", name, SubmitOptions.MAX_LENGTH);
        limits.put(name, checkedLimit(name, limit));
        return this;
    }

    static int checkedLimit(String queue, int limit) {
        if (limit < 0 || limit > MOST_CONCURRENCY) {
            throw new IllegalArgumentException(
                    "limit of queue '" + queue + "' is not from 0 to " + MOST_CONCURRENCY + ": " + limit);
        }
        return limit;
    }

    /** A queue that also refuses a submit when so many of its runs wait for their turn; 0 for any number. */
    public EngineBuilder queue(String name, int limit, long capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("capacity of queue '" + name + "' < 0: " + capacity);
        }
        capacities.put(name, capacity);
        return queue(name, limit);
    }

    /**
     * How many runs this engine carries at a time, and before Java 21 also how many bodies it runs at a time; 0 for an engine that only
     * submits. When nothing is said, as many as its queues allow together, and no fewer than {@value #FEWEST_WORKERS}.
     */
    public EngineBuilder workers(int most) {
        if (most < 0 || most > MOST_CONCURRENCY) {
            throw new IllegalArgumentException("workers is not from 0 to " + MOST_CONCURRENCY + ": " + most);
        }
        workers = OptionalInt.of(most);
        return this;
    }

    int workersOrDefault() {
        int all = limits.values().stream().mapToInt(Integer::intValue).sum();
        return workers.orElse(Math.min(MOST_CONCURRENCY, Math.max(FEWEST_WORKERS, all)));
    }

    /** Where all time comes from; the machine's clocks when nothing is said. */
    public EngineBuilder time(TimeSource newTime) {
        time = Optional.of(newTime);
        return this;
    }

    /**
     * The engine; with a repository it begins at once to carry the runs that are there.
     *
     * @throws RefusedException when a pipeline or a durable repository that is needed is not there
     * @throws dev.pawl.definition.InvalidDefinitionException with all that is wrong with all definitions
     * @throws dev.pawl.registry.UnknownStepTypeException when a pipeline uses a step type that is not there
     * @throws dev.pawl.registry.InvalidSettingsException when settings do not fit the types of their steps
     */
    public WorkflowEngine build() {
        if (requireDurable && repository.filter(Repository::isDurable).isEmpty()) {
            throw new RefusedException(
                    Reason.NOT_DURABLE,
                    "the engine was asked for durable runs and has "
                            + repository.map(Repository::toString).orElse("no repository")
                            + "; give it a durable one with repository(…)");
        }
        StepRegistry steps = StepRegistry.of(stepTypes, ServiceLoader.load(StepProvider.class));
        DefinitionReader reader = DefinitionReader.with(steps);
        definitions.forEach(each -> each.accept(reader));
        List<Pipeline> all = new ArrayList<>(pipelines);
        all.addAll(reader.pipelines());
        return new WorkflowEngine(this, new Registered(steps, interceptors, all));
    }
}
