package dev.pawl.engine;

import dev.pawl.api.Inputs;
import dev.pawl.api.PawlException;
import dev.pawl.dispatch.Dispatcher;
import dev.pawl.dispatch.Workers;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.event.EventFeed;
import dev.pawl.event.EventFilter;
import dev.pawl.execution.Abandoned;
import dev.pawl.execution.Carrying;
import dev.pawl.execution.Outboxes;
import dev.pawl.execution.RecordedRun;
import dev.pawl.feed.Feeds;
import dev.pawl.history.EventRows;
import dev.pawl.history.Verification;
import dev.pawl.json.JsonCodec;
import dev.pawl.store.Repository;
import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException;
import dev.pawl.walk.BoundPipeline;
import dev.pawl.walk.EngineTime;
import dev.pawl.walk.Listeners;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The side of an engine that records: wires its parts, and answers questions about runs. Thread-safe. */
final class RecordedRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordedRuns.class);
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
    private final Requests requests;
    private final Queues queues;
    private final Explaining explaining;
    private final Reporting reporting;
    private final Letterbox letterbox;
    private final Endings endings;
    private final Continuing continuing;
    private final AutoCloseable watch;
    private final Listeners listeners;
    private final ReentrantReadWriteLock submitting = new ReentrantReadWriteLock();
    private volatile boolean closing;
    private volatile boolean closed;

    RecordedRuns(Repository repository, Registered pipelines, Names names, EngineTime time, EngineBuilder with) {
        this.repository = repository;
        int room = with.workersOrDefault();
        this.workers = new Workers(room);
        JsonCodec codec = new JsonCodec();
        EventRows rows = new EventRows(codec);
        this.listeners = new Listeners(with.listeners);
        this.feeds = new Feeds(repository, (row, run) -> rows.event(row, run.info()), live::passing);
        this.carrying = new Carrying(
                repository.log(),
                codec,
                rows,
                time,
                workers,
                workers::tell,
                new Outboxes(listeners, workers::tell, time),
                new Abandoned(workers::oneMore, workers::oneLess),
                feeds::changed,
                () -> closing,
                new Ownership(repository)::isLost);
        this.endings = new Endings(repository, carrying, results, live);
        Carrier carrier = new Carrier(pipelines, repository.mailbox(), carrying, live, results, this::over);
        this.letterbox = new Letterbox(repository.mailbox(), names.engine(), live);
        Set<String> queueNames = new TreeSet<>(with.limits.keySet());
        queueNames.add(SubmitOptions.DEFAULT_QUEUE);
        this.dispatcher = new Dispatcher(
                repository.queue(),
                List.copyOf(queueNames),
                names.engine(),
                room,
                time.source(),
                row -> carrier.carry(row, List.of()),
                () -> queueNames.stream().map(repository.queues()::find).anyMatch(q -> q.queued() + q.waiting() > 0),
                EventRows.REPEATED,
                letterbox::look);
        this.queues = new Queues(repository.queues(), queueNames, dispatcher::wake);
        this.submitter = new Submitter(repository, names, carrying, dispatcher, carrier, results, endings::look);
        this.continuing = new Continuing(pipelines, carrying, submitter);
        this.requests = new Requests(repository, carrying, pipelines, this::deliver);
        this.reporting = new Reporting(repository, carrying, pipelines, live);
        this.explaining = new Explaining(repository, carrying, live, room, pipelines.leftOut());
        this.watch = repository.log().watch(endings::committed);
        with.limits.forEach(repository.queues()::limit);
        with.capacities.forEach(repository.queues()::capacity);
        new ParkedRuns(repository, requests).goOnWith(pipelines);
        dispatcher.start();
    }

    /** A run is over here. One that was let go of may have been brought to its end elsewhere before this engine has noticed. */
    private void over(RunRow run, boolean isLetGo) {
        dispatcher.ended();
        if (isLetGo) {
            dispatcher.wake();
            if (results.isAwaited(run.spec().id())) {
                endings.look(run.spec().id());
            }
        }
    }

    private void deliver(RunRow run) {
        letterbox.look(run.number());
        dispatcher.wake();
    }

    Run submit(BoundPipeline bound, Inputs inputs, SubmitOptions options) {
        queues.known(options.queue());
        return open(() -> submitter.submit(bound.pipeline(), inputs, options));
    }

    /** Nothing is submitted once the runs of this engine are being put back: nobody would carry it. */
    private Run open(Supplier<Submitter.Submitted> submit) {
        Submitter.Submitted submitted;
        submitting.readLock().lock();
        try {
            if (closing) {
                throw new RefusedException(Reason.CLOSED, "the engine is being closed; submit to another one");
            }
            submitted = submit.get();
        } finally {
            submitting.readLock().unlock();
        }
        // A listener may close the engine, which waits for submits.
        submitted.begin().run();
        return new Run(submitted.run(), this, submitted.result());
    }

    Run retry(RunRow run) {
        return kept(run, () -> open(continuing.retry(run)));
    }

    Run fork(RunRow run, String path) {
        return kept(run, () -> open(continuing.fork(run, path)));
    }

    Requests requests() {
        return requests;
    }

    Queues queues() {
        return queues;
    }

    Explanation explain(RunRow run) {
        return kept(run, () -> explaining.explain(run));
    }

    Reporting reporting() {
        return reporting;
    }

    Health health() {
        return explaining.health(dispatcher.trouble(), closing);
    }

    RunRow row(String id) {
        return find(id).orElseThrow(() -> RefusedException.unknown(id, repository));
    }

    Optional<RunRow> find(String id) {
        if (closed) {
            throw new RefusedException(
                    Reason.CLOSED, "run '" + id + "' cannot be looked at: the engine is closed; build another one");
        }
        return repository.query().find(id);
    }

    /** Refuses a listener that would wait for ever, as long as it holds up what it waits for. */
    void checkMayWait(String id) {
        if (listeners.areCallingThis()) {
            throw new RefusedException(
                    Reason.WOULD_BLOCK,
                    "a listener cannot wait without a limit for run " + id
                            + ", as it holds a worker and a slot meanwhile; use await(Duration), or a thread of your own");
        }
    }

    CompletableFuture<RunResult> result(String id) {
        RunRow run = row(id);
        return kept(run, () -> endings.of(run));
    }

    /** A run that is deleted between the look at its row and the look at its log is not damaged: there is none any more. */
    private <T> T kept(RunRow run, Supplier<T> question) {
        try {
            return question.get();
        } catch (PawlException e) {
            row(run.spec().id());
            throw e;
        }
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

    /** What is wrong with the runs of the store, in sentences. */
    List<String> verify() {
        List<String> wrong = new ArrayList<>();
        new SoundRuns(repository.query(), RunFilter.all())
                .forEach(row -> wrong.addAll(verify(row)), damaged -> wrong.add(damaged.getMessage()));
        return wrong;
    }

    /** Nothing of one that is deleted meanwhile. */
    private List<String> verify(RunRow row) {
        List<String> wrong = Verification.of(row, repository.log(), carrying.rows());
        return wrong.isEmpty() || repository.query().find(row.number()).isPresent() ? wrong : List.of();
    }

    /** Bodies get their grace, then they are interrupted, then they are left; what was not recorded runs again. */
    @Override
    public void close() {
        closing = true;
        long start = System.nanoTime();
        dispatcher.close();
        if (!live.awaitNone(GRACE_MILLIS)) {
            live.all().forEach(RecordedRun::interrupt);
            live.awaitNone(LAST_MILLIS);
        }
        long spent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        carrying.outboxes().awaitTold(GRACE_MILLIS + LAST_MILLIS - spent);
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
