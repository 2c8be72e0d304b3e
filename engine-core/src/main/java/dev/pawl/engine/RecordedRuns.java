package dev.pawl.engine;

import dev.pawl.api.Inputs;
import dev.pawl.dispatch.Dispatcher;
import dev.pawl.dispatch.Workers;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.event.EventFeed;
import dev.pawl.event.EventFilter;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepResolved.Decision;
import dev.pawl.execution.BoundPipeline;
import dev.pawl.execution.Carrying;
import dev.pawl.execution.EngineTime;
import dev.pawl.execution.EventRows;
import dev.pawl.execution.Listeners;
import dev.pawl.execution.Outboxes;
import dev.pawl.execution.RecordedRun;
import dev.pawl.execution.Verification;
import dev.pawl.feed.Feeds;
import dev.pawl.json.JsonCodec;
import dev.pawl.store.LogRow;
import dev.pawl.store.Repository;
import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The side of an engine that records: wires its parts, and answers questions about runs. Thread-safe. */
final class RecordedRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordedRuns.class);
    private static final String QUEUE = "default";
    private static final long GRACE_MILLIS = 5_000;
    private static final long LAST_MILLIS = 1_500;

    private final Repository repository;
    private final Results results = new Results();
    private final LiveRuns live = new LiveRuns();
    private final Workers workers;
    private final Feeds feeds;
    private final Carrying carrying;
    private final Dispatcher dispatcher;
    private final Submitter submitter;
    private final ParkedRuns parked;
    private final AutoCloseable watch;
    private final ReentrantReadWriteLock submitting = new ReentrantReadWriteLock();
    private volatile boolean closing;
    private volatile boolean closed;

    RecordedRuns(
            Repository repository,
            Registered pipelines,
            Names names,
            EngineTime time,
            Listeners listeners,
            int concurrency) {
        this.repository = repository;
        this.workers = new Workers(concurrency);
        JsonCodec codec = new JsonCodec();
        EventRows rows = new EventRows(codec);
        this.feeds = new Feeds(repository, (row, run) -> rows.event(row, run.info()), live::passing);
        this.carrying = new Carrying(
                repository.log(),
                codec,
                rows,
                time,
                workers,
                new Outboxes(listeners, workers::tell),
                feeds::changed,
                () -> closing);
        Carrier carrier = new Carrier(pipelines, repository.mailbox(), carrying, live, results, this::ended);
        this.dispatcher = new Dispatcher(
                repository.queue(),
                List.of(QUEUE),
                names.engine(),
                concurrency,
                time::millis,
                row -> carrier.carry(row, List.of()));
        this.submitter = new Submitter(repository, names, carrying, dispatcher, carrier, results);
        this.parked = new ParkedRuns(repository, carrying);
        this.watch = repository.log().watch(this::committed);
        repository.queue().limit(QUEUE, concurrency);
        parked.goOnWith(pipelines);
        dispatcher.start();
    }

    private void ended() {
        dispatcher.ended();
    }

    /** Nothing is submitted once the runs of this engine are being put back: nobody would carry it. */
    Run submit(BoundPipeline bound, Inputs inputs, SubmitOptions options) {
        Submitter.Submitted submitted;
        submitting.readLock().lock();
        try {
            if (closing) {
                throw new RefusedException(Reason.CLOSED, "the engine is being closed; submit to another one");
            }
            submitted = submitter.submit(bound.pipeline(), inputs, options, QUEUE);
        } finally {
            submitting.readLock().unlock();
        }
        return new Run(submitted.run(), this, submitted.result());
    }

    RunRow row(String id) {
        return find(id).orElseThrow(() ->
                new RefusedException(Reason.UNKNOWN_RUN, "there is no run '" + id + "' in " + repository));
    }

    Optional<RunRow> find(String id) {
        if (closed) {
            throw new RefusedException(
                    Reason.CLOSED, "run '" + id + "' cannot be looked at: the engine is closed; build another one");
        }
        return repository.query().find(id);
    }

    /** The result of a run that may be anybody's: known from the store, or to be waited for. */
    CompletableFuture<RunResult> result(String id) {
        Optional<RunResult> known = ended(row(id));
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(known.get());
        }
        CompletableFuture<RunResult> waiting = results.of(id);
        results.mayEndElsewhere(row(id).number(), id);
        // It may have ended before anybody waited; then all who wait have to hear it.
        ended(row(id)).ifPresent(result -> results.ended(id, result));
        return waiting;
    }

    private Optional<RunResult> ended(RunRow row) {
        RunStatus status = row.state().status();
        return status.isTerminal() || status == RunStatus.PARKED
                ? Optional.of(new RunResult(
                        row, Verification.ending(row, repository.log(), carrying.rows(), carrying.codec())))
                : Optional.empty();
    }

    Run run(RunRow row) {
        return new Run(row.spec().id(), this, Optional.empty());
    }

    EventFeed events(String id, long afterSeq) {
        return feeds.ofRun(row(id), afterSeq);
    }

    EventFeed events(EventFilter filter, long afterPosition) {
        return feeds.ofMany(filter, afterPosition);
    }

    void resolve(String id, String path, Decision decision, String actor) {
        parked.resolve(row(id), path, decision, actor);
        dispatcher.wake();
    }

    /** Another engine that shares the repository may carry what was submitted here. */
    private void committed(List<LogRow> rows) {
        for (LogRow row : rows) {
            if (EventRows.endsCarrying(row)) {
                results.endedElsewhere(row.run()).ifPresent(id -> workers.tell(() -> endedElsewhere(id)));
            }
        }
    }

    private void endedElsewhere(String id) {
        carrying.outboxes().forget(id);
        ended(row(id)).ifPresent(result -> results.ended(id, result));
    }

    /** What is wrong with the runs of the store, in sentences. */
    List<String> verify() {
        List<String> wrong = new ArrayList<>();
        long before = Long.MAX_VALUE;
        List<RunRow> page;
        do {
            page = repository.query().list(RunFilter.all(), before, 1_000);
            for (RunRow row : page) {
                wrong.addAll(Verification.of(row, repository.log(), carrying.rows()));
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
        submitting.writeLock().lock();
        try {
            endWatch();
            feeds.close();
            results.close();
            workers.close();
            leave();
            closed = true;
        } finally {
            submitting.writeLock().unlock();
        }
    }

    private void leave() {
        try {
            dispatcher.leave();
        } catch (StoreException e) {
            LOG.warn("the runs of this engine are put back when {} is opened again", repository, e);
        }
    }

    private void endWatch() {
        try {
            watch.close();
        } catch (Exception e) {
            throw new IllegalStateException("a watch of " + repository + " could not be ended", e);
        }
    }
}
