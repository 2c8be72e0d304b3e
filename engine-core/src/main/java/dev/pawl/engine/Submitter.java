package dev.pawl.engine;

import dev.pawl.api.Inputs;
import dev.pawl.dispatch.Dispatcher;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunInfo;
import dev.pawl.event.RunSubmitted;
import dev.pawl.execution.Carrying;
import dev.pawl.execution.Continuation;
import dev.pawl.execution.Outboxes;
import dev.pawl.history.Submission;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Definitions.Definition;
import dev.pawl.store.LogRow;
import dev.pawl.store.Repository;
import dev.pawl.store.RunQueue.Accepted;
import dev.pawl.store.RunQueue.NewRun;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunSpec;
import dev.pawl.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings new runs into the store, and into a worker's hands when there is one free. Thread-safe. */
final class Submitter {
    private static final Logger LOG = LoggerFactory.getLogger(Submitter.class);
    private static final long SAVED_MILLIS = TimeUnit.HOURS.toMillis(1);

    private final Repository repository;
    private final Names names;
    private final Carrying carrying;
    private final Dispatcher dispatcher;
    private final Carrier carrier;
    private final Results results;
    private final Consumer<String> lookForEnd;
    private final Map<String, Long> savedShapes = new ConcurrentHashMap<>(); // when, by fingerprint

    /** @param lookForEnd looks on another thread whether that run has ended, and tells those who await it */
    Submitter(
            Repository repository,
            Names names,
            Carrying carrying,
            Dispatcher dispatcher,
            Carrier carrier,
            Results results,
            Consumer<String> lookForEnd) {
        this.lookForEnd = lookForEnd;
        this.repository = repository;
        this.names = names;
        this.carrying = carrying;
        this.dispatcher = dispatcher;
        this.carrier = carrier;
        this.results = results;
    }

    /**
     * A run that was submitted, or that the key stood for already.
     *
     * @param result of a new run
     * @param begin tells the listeners that it was submitted, and has it carried
     */
    record Submitted(String run, Optional<CompletableFuture<RunResult>> result, Runnable begin) {}

    Submitted submit(Pipeline pipeline, Inputs given, SubmitOptions options) {
        Submission submission = Submission.of(InputCheck.complete(pipeline, given), carrying.codec());
        saveShape(pipeline);
        long now = carrying.time().millis();
        String id = names.run(names.nextNumber());
        RunSpec spec = new RunSpec(
                id,
                options.key(),
                options.key().isEmpty() ? "" : submission.digest(pipeline.name()),
                pipeline.name(),
                pipeline.version(),
                pipeline.fingerprint(),
                options.subject(),
                options.queue(),
                options.priority(),
                options.concurrencyKey(),
                id,
                now);
        long due = options.delay().isZero() ? 0 : now + options.delay().toMillis();
        return submit(
                submission.toRun(spec, due, carrying.rows()),
                (info, position) -> new RunSubmitted(info, 1, position, now));
    }

    /** A run that goes on with another one, as the next of its chain; submitted again under that key it is the same one. */
    Submitted goOn(RunRow from, Continuation with, Pipeline pipeline, String key) {
        saveShape(pipeline);
        long now = carrying.time().millis();
        RunSpec before = from.spec();
        RunSpec spec = new RunSpec(
                names.run(names.nextNumber()),
                key,
                "",
                pipeline.name(),
                pipeline.version(),
                pipeline.fingerprint(),
                before.subject(),
                before.queue(),
                before.priority(),
                before.concurrencyKey(),
                before.origin(),
                now);
        return submit(with.toRun(spec, carrying.rows()), (info, position) -> with.event(info, now, position));
    }

    /** Makes the first event of a run when its position is known. */
    private interface First {
        ProgressEvent event(RunInfo info, long position);
    }

    private Submitted submit(NewRun run, First first) {
        RunSpec spec = run.spec();
        CompletableFuture<RunResult> result = results.of(spec.id());
        RunInfo info = spec.info();
        Outboxes.Place place = carrying.outboxes().place(info, position -> first.event(info, position));
        boolean hasRoom = run.due() == 0 && dispatcher.reserve();
        boolean isCreated = false;
        boolean isCarried = false;
        try {
            Accepted accepted = accept(run, hasRoom);
            isCreated = accepted.created();
            isCarried = isCreated && hasRoom && accepted.run().state().owner().equals(names.engine());
            if (!isCreated) {
                checkSame(accepted.run(), spec);
                return new Submitted(accepted.run().spec().id(), Optional.empty(), () -> {});
            }
            boolean isBegun = isCarried;
            return new Submitted(spec.id(), Optional.of(result), () -> begin(place, run, accepted.run(), isBegun));
        } finally {
            if (!isCreated) {
                place.givenUp();
                results.forget(spec.id());
            }
            if (hasRoom && !isCarried) {
                dispatcher.ended();
            }
        }
    }

    private Accepted accept(NewRun run, boolean hasRoom) {
        try {
            return repository.queue().submit(run, hasRoom ? names.engine() : "");
        } catch (StoreException e) {
            throw e.reason() == StoreException.Reason.QUEUE_FULL
                    ? new RefusedException(Reason.QUEUE_FULL, e.getMessage())
                    : e;
        }
    }

    private void begin(Outboxes.Place place, NewRun run, RunRow row, boolean isCarried) {
        try {
            tell(place, row);
        } finally {
            begin(run, row, isCarried);
        }
    }

    private void tell(Outboxes.Place place, RunRow row) {
        if (!carrying.outboxes().isHeard()) {
            return;
        }
        long position = 0;
        try {
            position = repository.log().read(row.number(), 0, 1).stream()
                    .findFirst()
                    .map(LogRow::position)
                    .orElse(0L);
        } catch (StoreException e) {
            LOG.warn(
                    "run {} is told without its position, which cannot be read",
                    row.spec().id(),
                    e);
        }
        place.taken(position);
    }

    private void begin(NewRun run, RunRow row, boolean isCarried) {
        if (isCarried) {
            carrier.carry(
                    row,
                    List.of(new LogRow(
                            row.number(), 1, 0, run.spec().created(), run.type(), "", 0, run.event(), run.delta())));
        } else {
            results.mayEndElsewhere(row.number(), row.spec().id());
            // Another engine may have carried it to its end before anybody listened for that.
            lookForEnd.accept(row.spec().id());
            dispatcher.wake();
        }
    }

    private static void checkSame(RunRow existing, RunSpec asked) {
        if (!existing.spec().inputDigest().equals(asked.inputDigest())) {
            throw new RefusedException(
                    Reason.KEY_TAKEN,
                    "key '" + asked.key() + "' stands for run "
                            + existing.spec().id() + " of pipeline '"
                            + existing.spec().pipeline()
                            + "', which was submitted with other inputs; take another key for another run");
        }
    }

    private void saveShape(Pipeline pipeline) {
        // Saved again from time to time: a store may drop what nobody names any more.
        long now = carrying.time().millis();
        if (now - savedShapes.getOrDefault(pipeline.fingerprint(), 0L) >= SAVED_MILLIS) {
            String shape = carrying.codec().encode(pipeline.shape(), Object.class);
            repository
                    .definitions()
                    .save(new Definition(pipeline.fingerprint(), pipeline.name(), pipeline.version(), shape));
            savedShapes.put(pipeline.fingerprint(), now);
        }
    }
}
