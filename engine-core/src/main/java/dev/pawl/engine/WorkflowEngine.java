package dev.pawl.engine;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Inputs;
import dev.pawl.api.TimeSource;
import dev.pawl.api.Values;
import dev.pawl.definition.Definitions;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.event.EventFeed;
import dev.pawl.event.EventFilter;
import dev.pawl.event.RunInfo;
import dev.pawl.event.RunStatus;
import dev.pawl.inline.InlineRun;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.registry.StepType;
import dev.pawl.report.RunReport;
import dev.pawl.report.Statistics;
import dev.pawl.store.EndedRuns;
import dev.pawl.store.Repository;
import dev.pawl.walk.BoundPipeline;
import dev.pawl.walk.Ending;
import dev.pawl.walk.EngineTime;
import dev.pawl.walk.Listeners;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs pipelines. {@link #run} carries one on the caller's thread and records nothing; {@link #submit} records every step, and what was
 * submitted reaches its end whatever crashes, when the repository is durable.
 *
 * <pre>{@code
 * try (WorkflowEngine engine = WorkflowEngine.create()) {
 *   System.out.println(engine.run(hello, name.is("Ada")).get(greeting));
 * }
 * }</pre>
 *
 * <p>With a repository the engine goes on at once with the runs that another one, or this one before it died, has left.
 *
 * <p>Closing it lets running bodies end for up to five seconds, then interrupts them; a step that was not recorded runs again
 * when an engine opens the repository again. The repository itself is closed by whoever opened it. Thread-safe.
 */
public final class WorkflowEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkflowEngine.class);
    private static final int MOST_BOUND = 1_000;

    private final Names names = new Names();
    private final Optional<SystemTime> ownTime;
    private final EngineTime time;
    private final Listeners listeners;
    private final Registered pipelines;
    private final EngineBuilder with;
    private final Map<Pipeline, BoundPipeline> bound = new ConcurrentHashMap<>();
    private final Optional<Repository> given;
    private Repository own; // guarded by this
    private volatile RecordedRuns recorded; // written under this
    private volatile boolean closed;

    WorkflowEngine(EngineBuilder with, Registered pipelines) {
        this.ownTime = with.time.isPresent() ? Optional.empty() : Optional.of(new SystemTime());
        TimeSource source = with.time.isPresent() ? with.time.get() : ownTime.orElseThrow();
        this.time = new EngineTime(source);
        this.listeners = new Listeners(with.listeners);
        this.pipelines = pipelines;
        this.with = with;
        this.given = with.repository;
        if (given.isPresent()) {
            recorded();
        }
    }

    /** An engine that has everything by default: it records in memory what is submitted. */
    public static WorkflowEngine create() {
        return builder().build();
    }

    public static EngineBuilder builder() {
        return new EngineBuilder();
    }

    /** Runs a pipeline without inputs; see {@link #run(Pipeline, Inputs)}. */
    public Values run(Pipeline pipeline) {
        return run(pipeline, Inputs.none());
    }

    /**
     * Runs a pipeline on the calling thread, telling the listeners and recording nothing; values go from step to step by reference.
     *
     * @return the values at the end
     * @throws RunFailedException when a step has failed for good; its cause is what the step threw
     */
    public Values run(Pipeline pipeline, Inputs inputs) {
        checkOpen();
        BoundPipeline code = bound.get(pipeline);
        if (code == null) {
            code = bind(pipeline);
        }
        RunInfo info = new RunInfo(pipeline.name(), pipeline.version(), "", names.nextNumber(), names::run);
        Ending ending = new InlineRun(code, info, InputCheck.complete(pipeline, inputs), listeners, time).carry();
        if (ending.status() != RunStatus.COMPLETED) {
            throw new RunFailedException(
                    pipeline.name(),
                    info.id(),
                    ending.status(),
                    ending.path(),
                    ending.message(),
                    ending.cause().orElse(null));
        }
        return ending.values();
    }

    /** Kept, because most programs run few pipelines often; a program that makes one for each run does not fill the memory. */
    private BoundPipeline bind(Pipeline pipeline) {
        if (bound.size() >= MOST_BOUND) {
            bound.clear();
        }
        return bound.computeIfAbsent(pipeline, this::bindToRun);
    }

    private BoundPipeline bindToRun(Pipeline pipeline) {
        BoundPipeline code = pipelines.bind(pipeline);
        code.firstWait().ifPresent(path -> {
            throw new RefusedException(
                    RefusedException.Reason.WAITS,
                    "pipeline '" + pipeline.name() + "' cannot run on the caller's thread: its node '" + path
                            + "' waits, which a run can only do when it is recorded; register the pipeline and submit it");
        });
        return code;
    }

    /** Submits a run of a registered pipeline, in its newest version; see {@link #submit(String, Inputs, SubmitOptions)}. */
    public Run submit(String pipeline, Inputs inputs) {
        return submit(pipeline, inputs, SubmitOptions.defaults());
    }

    /**
     * Submits a run of a registered pipeline, in its newest version. When this returns, the run is committed: it reaches an end or a named
     * waiting state. A key that was given before gives the run that has it.
     *
     * @throws RefusedException when it is not registered, the inputs do not fit, or the key stands for other inputs
     * @throws dev.pawl.store.StoreException when the store cannot take it
     */
    public Run submit(String pipeline, Inputs inputs, SubmitOptions options) {
        requireNonNull(options, "options");
        return recorded().submit(pipelines.newest(pipeline), inputs, options);
    }

    /** Submits a run of this pipeline, which has to be registered. */
    public Run submit(Pipeline pipeline, Inputs inputs, SubmitOptions options) {
        requireNonNull(options, "options");
        return recorded().submit(pipelines.same(pipeline), inputs, options);
    }

    /** A run that was submitted at any time, here or elsewhere. */
    public Optional<Run> find(String run) {
        RecordedRuns runs = recorded();
        return runs.find(run).map(runs::run);
    }

    /** All that there is to say of a run now; see {@link Run#report}. */
    public RunReport report(String run) {
        RecordedRuns runs = recorded();
        return runs.reporting().report(runs.row(run));
    }

    /** Figures over the runs that have ended and are meant: {@code engine.statistics(EndedRuns.ofPipeline("publish"))}. */
    public Statistics statistics(EndedRuns which) {
        return recorded().reporting().statistics(which);
    }

    /** What was recorded after that position in the runs that the filter lets through, and then what happens. */
    public EventFeed events(EventFilter filter, long afterPosition) {
        return recorded().events(filter, afterPosition);
    }

    /** What was recorded in this run after that event, and then what happens. */
    public EventFeed events(String run, long afterSeq) {
        return recorded().events(run, afterSeq);
    }

    /** The queues: what is in them, and whether they are held. */
    public Queues queues() {
        return recorded().queues();
    }

    /** The step types that pipelines of this engine may use, by name: the host's own, and those that were found. */
    public List<StepType> stepTypes() {
        return pipelines.stepTypes();
    }

    /** The JSON Schema of pipelines that use the step types of this engine, for editors and for pages. */
    public String schema() {
        return Definitions.schema(stepTypes());
    }

    /** How the engine is; also while it is being closed, and afterwards. */
    public Health health() {
        RecordedRuns runs = recorded;
        return (runs == null ? recorded() : runs).health();
    }

    /** Compares what is known of each run with its log; what is wrong, a sentence each. */
    public List<String> verify() {
        return recorded().verify();
    }

    private RecordedRuns recorded() {
        RecordedRuns runs = recorded;
        if (runs == null) {
            synchronized (this) {
                checkOpen();
                if (recorded == null) {
                    recorded = new RecordedRuns(repository(), pipelines, names, time, with);
                }
                runs = recorded;
            }
        }
        checkOpen();
        return runs;
    }

    private Repository repository() {
        Repository repository = given.orElseGet(() -> own = InMemoryRepository.create());
        if (!repository.isDurable()) {
            LOG.info(
                    "runs are recorded in memory and end with this process; give the engine a durable repository to keep them");
        }
        return repository;
    }

    private void checkOpen() {
        if (closed) {
            throw new RefusedException(Reason.CLOSED, "the engine is closed; build another one");
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (recorded != null) {
                recorded.close();
            }
            if (own != null) {
                own.close();
            }
        } finally {
            ownTime.ifPresent(SystemTime::close);
        }
    }
}
