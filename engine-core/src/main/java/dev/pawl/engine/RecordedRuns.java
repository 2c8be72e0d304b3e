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
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.Repository;
import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.RunRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The side of an engine that records: wires its parts, and answers questions about runs. Thread-safe. */
final class RecordedRuns implements AutoCloseable {
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
    private volatile boolean closing;

    RecordedRuns(
            Repository repository, Registered pipelines, Names names, EngineTime time, Listeners listeners, int concurrency) {
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
                new Outboxes(listeners, workers),
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
        repository.queue().limit(QUEUE, concurrency);
        dispatcher.start();
    }

    private void ended() {
        dispatcher.ended();
    }

    Run submit(BoundPipeline bound, Inputs inputs, SubmitOptions options) {
        Submitter.Submitted submitted = submitter.submit(bound.pipeline(), inputs, options, QUEUE);
        return new Run(submitted.run(), this, submitted.result().orElseGet(() -> result(submitted.run())));
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
                    new RunResult(row, Verification.ending(row, repository.log(), carrying.rows(), carrying.codec())));
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
                        carrying.time().millis()));
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
        feeds.close();
        results.close();
        workers.close();
        dispatcher.leave();
    }
}
