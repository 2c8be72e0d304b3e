package dev.pawl.engine;

import dev.pawl.api.Inputs;
import dev.pawl.dispatch.Dispatcher;
import dev.pawl.dispatch.Workers;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.event.EventFeed;
import dev.pawl.event.EventFilter;
import dev.pawl.event.RunInfo;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepResolved.Decision;
import dev.pawl.execution.BoundPipeline;
import dev.pawl.execution.Carrying;
import dev.pawl.execution.EngineTime;
import dev.pawl.execution.EventRows;
import dev.pawl.execution.Listeners;
import dev.pawl.execution.Outboxes;
import dev.pawl.execution.RecordedRun;
import dev.pawl.execution.Submission;
import dev.pawl.execution.Verification;
import dev.pawl.feed.Feeds;
import dev.pawl.json.JsonCodec;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Definitions.Definition;
import dev.pawl.store.LogRow;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.Repository;
import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.RunQueue.Accepted;
import dev.pawl.store.RunQueue.NewRun;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunSpec;
import dev.pawl.store.StateCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The side of an engine that records: submits, carries what was claimed, and answers questions about runs. Thread-safe. */
final class RecordedRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordedRuns.class);
    private static final List<String> QUEUES = List.of("default");
    private static final long GRACE_MILLIS = 5_000;
    private static final long LAST_MILLIS = 1_500;

    private final Repository repository;
    private final Registered pipelines;
    private final Names names;
    private final EngineTime time;
    private final StateCodec codec = new JsonCodec();
    private final EventRows rows = new EventRows(codec);
    private final Results results = new Results();
    private final LiveRuns live = new LiveRuns();
    private final Set<String> savedShapes = ConcurrentHashMap.newKeySet();
    private final Workers workers;
    private final Dispatcher dispatcher;
    private final Feeds feeds;
    private final Carrying carrying;
    private volatile boolean closing;

    RecordedRuns(
            Repository repository,
            Registered pipelines,
            Names names,
            EngineTime time,
            Listeners listeners,
            int concurrency) {
        this.repository = repository;
        this.pipelines = pipelines;
        this.names = names;
        this.time = time;
        this.workers = new Workers(concurrency);
        this.feeds = new Feeds(repository, (row, run) -> rows.event(row, run.info()), live::passing);
        this.carrying = new Carrying(
                repository.log(),
                codec,
                rows,
                time,
                workers,
                new Outboxes(listeners, workers),
                feeds::changed,
                () -> closing);
        this.dispatcher = new Dispatcher(
                repository.queue(), QUEUES, names.engine(), concurrency, time::millis, this::carryClaimed);
        repository.queue().limit(QUEUES.get(0), concurrency);
        dispatcher.start();
    }

    Run submit(BoundPipeline bound, Inputs given, SubmitOptions options) {
        Pipeline pipeline = bound.pipeline();
        Submission submission = Submission.of(InputCheck.complete(pipeline, given), codec);
        saveShape(pipeline);
        long now = time.millis();
        String id = names.run(names.nextNumber());
        RunSpec spec = new RunSpec(
                id,
                options.key(),
                options.key().isEmpty() ? "" : submission.digest(pipeline.name()),
                pipeline.name(),
                pipeline.version(),
                pipeline.fingerprint(),
                options.subject(),
                QUEUES.get(0),
                options.priority(),
                id,
                now);
        NewRun run = submission.toRun(
                spec, options.delay().isZero() ? 0 : now + options.delay().toMillis(), rows);
        CompletableFuture<RunResult> result = results.of(id);
        Accepted accepted = submit(run);
        if (accepted.created()) {
            return new Run(id, this, result);
        }
        results.forget(id);
        return known(accepted.run(), spec);
    }

    private Accepted submit(NewRun run) {
        RunSpec spec = run.spec();
        boolean reserved = run.due() == 0 && dispatcher.reserve();
        Outboxes.Place place = carrying.outboxes()
                .place(new RunInfo(spec.id(), spec.pipeline(), spec.version(), spec.subject()), spec.created());
        boolean begun = false;
        try {
            Accepted accepted = repository.queue().submit(run, reserved ? names.engine() : "");
            RunRow row = accepted.run();
            if (!accepted.created()) {
                place.givenUp();
                return accepted;
            }
            if (carrying.outboxes().isHeard()) {
                place.taken(repository.log().read(row.number(), 0, 1).get(0).position());
            }
            begun = reserved && row.state().owner().equals(names.engine());
            if (begun) {
                LogRow first =
                        new LogRow(row.number(), 1, 0, spec.created(), run.type(), "", 0, run.event(), run.delta());
                carry(row, List.of(first));
            } else {
                dispatcher.wake();
            }
            return accepted;
        } catch (RuntimeException e) {
            place.givenUp();
            results.forget(spec.id());
            throw e;
        } finally {
            if (reserved && !begun) {
                dispatcher.ended();
            }
        }
    }

    /** The run that the key stands for already. */
    private Run known(RunRow existing, RunSpec asked) {
        if (!existing.spec().inputDigest().equals(asked.inputDigest())) {
            throw new RefusedException(
                    Reason.KEY_TAKEN,
                    "key '" + asked.key() + "' stands for run "
                            + existing.spec().id() + " of pipeline '"
                            + existing.spec().pipeline()
                            + "', which was submitted with other inputs; take another key for another run");
        }
        return new Run(existing.spec().id(), this, result(existing.spec().id()));
    }

    private void saveShape(Pipeline pipeline) {
        if (!savedShapes.contains(pipeline.fingerprint())) {
            String shape = codec.encode(pipeline.shape(), Object.class);
            repository
                    .definitions()
                    .save(new Definition(pipeline.fingerprint(), pipeline.name(), pipeline.version(), shape));
            savedShapes.add(pipeline.fingerprint());
        }
    }

    private void carryClaimed(RunRow row) {
        carry(row, List.of());
    }

    /** @param known the log of the run where it is at hand; else it is read */
    private void carry(RunRow row, List<LogRow> known) {
        live.claimed(row.number());
        workers.execute(() -> {
            try {
                begin(row, known);
            } catch (Throwable t) {
                LOG.error(
                        "run {} cannot be carried, and is left alone until the engine closes: {}",
                        row.spec().id(),
                        t.getMessage(),
                        t);
                over(row, Optional.empty());
            }
        });
    }

    private void begin(RunRow row, List<LogRow> known) {
        RunSpec spec = row.spec();
        Optional<BoundPipeline> bound = pipelines.find(spec.pipeline(), spec.version());
        Optional<BoundPipeline> fitting =
                bound.filter(b -> b.pipeline().fingerprint().equals(spec.fingerprint()));
        List<Mail> mail = known.isEmpty() ? repository.mailbox().of(row.number(), 100) : List.of();
        RecordedRun run = new RecordedRun(row, known, fitting, mail, carrying, how -> over(row, how));
        live.carried(row.number(), run);
        if (fitting.isEmpty()) {
            String which = "pipeline '" + spec.pipeline() + "' version " + spec.version();
            if (bound.isPresent()) {
                run.park(
                        "CHANGED",
                        which + " is registered in another shape than this run was submitted with; register that"
                                + " shape, under this version, or cancel the run");
            } else {
                run.park("MISSING", which + " is not registered; register it, or cancel the run");
            }
        }
        run.carry();
    }

    private void over(RunRow row, Optional<dev.pawl.execution.Ending> how) {
        live.over(row.number());
        dispatcher.ended();
        how.ifPresent(ending -> results.ended(row.spec().id(), new RunResult(row, ending)));
    }

    RunRow row(String id) {
        return find(id).orElseThrow(() ->
                new RefusedException(Reason.UNKNOWN_RUN, "there is no run '" + id + "' in " + repository));
    }

    Optional<RunRow> find(String id) {
        return repository.query().find(id);
    }

    /** The result of a run that may be anybody's: known from the store, or to be waited for. */
    CompletableFuture<RunResult> result(String id) {
        CompletableFuture<RunResult> waiting = results.of(id);
        RunRow row = row(id);
        RunStatus status = row.state().status();
        if (status.isTerminal() || status == RunStatus.PARKED) {
            results.forget(id);
            return CompletableFuture.completedFuture(
                    new RunResult(row, Verification.ending(row, repository.log(), rows, codec)));
        }
        return waiting;
    }

    Run run(RunRow row) {
        return new Run(row.spec().id(), this, result(row.spec().id()));
    }

    EventFeed events(String id, long afterSeq) {
        return feeds.ofRun(row(id), afterSeq);
    }

    EventFeed events(EventFilter filter, long afterPosition) {
        return feeds.ofMany(filter, afterPosition);
    }

    void resolve(String id, String path, Decision decision, String actor) {
        RunRow row = row(id);
        if (row.state().status() != RunStatus.PARKED || !row.state().reason().equals("INTERRUPTED")) {
            throw new RefusedException(
                    Reason.WRONG_STATE,
                    "run " + id + " has no interrupted step to resolve: it is "
                            + row.state().status());
        }
        repository
                .mailbox()
                .post(new Mail(
                        0,
                        row.number(),
                        RecordedRun.RESOLVE,
                        path,
                        actor,
                        decision.name().getBytes(StandardCharsets.UTF_8),
                        time.millis()));
        dispatcher.wake();
    }

    /** What is wrong with the runs of the store, in sentences. */
    List<String> verify() {
        List<String> wrong = new ArrayList<>();
        long before = Long.MAX_VALUE;
        List<RunRow> page;
        do {
            page = repository.query().list(RunFilter.all(), before, 1_000);
            for (RunRow row : page) {
                wrong.addAll(Verification.of(row, repository.log(), rows));
                before = row.number();
            }
        } while (!page.isEmpty());
        return wrong;
    }

    /** Bodies get their grace, then they are interrupted, then they are left; what was not recorded runs again. */
    @Override
    public void close() {
        closing = true;
        dispatcher.close();
        live.all().forEach(RecordedRun::unpause);
        if (!live.awaitNone(GRACE_MILLIS)) {
            live.all().forEach(RecordedRun::interrupt);
            live.awaitNone(LAST_MILLIS);
        }
        feeds.close();
        results.close();
        workers.close();
        dispatcher.leave();
    }
}
