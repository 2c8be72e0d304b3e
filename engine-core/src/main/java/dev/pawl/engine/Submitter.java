package dev.pawl.engine;

import dev.pawl.api.Inputs;
import dev.pawl.dispatch.Dispatcher;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.event.RunInfo;
import dev.pawl.execution.Carrying;
import dev.pawl.execution.Outboxes;
import dev.pawl.execution.Submission;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings new runs into the store, and into a worker's hands when there is one free. Thread-safe. */
final class Submitter {
    private static final Logger LOG = LoggerFactory.getLogger(Submitter.class);

    private final Repository repository;
    private final Names names;
    private final Carrying carrying;
    private final Dispatcher dispatcher;
    private final Carrier carrier;
    private final Results results;
    private final Set<String> savedShapes = ConcurrentHashMap.newKeySet();

    Submitter(
            Repository repository,
            Names names,
            Carrying carrying,
            Dispatcher dispatcher,
            Carrier carrier,
            Results results) {
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
     */
    record Submitted(String run, Optional<CompletableFuture<RunResult>> result) {}

    Submitted submit(Pipeline pipeline, Inputs given, SubmitOptions options, String queue) {
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
                queue,
                options.priority(),
                id,
                now);
        long due = options.delay().isZero() ? 0 : now + options.delay().toMillis();
        NewRun run = submission.toRun(spec, due, carrying.rows());
        CompletableFuture<RunResult> result = results.of(id);
        Accepted accepted = null;
        try {
            accepted = submit(run);
        } finally {
            if (accepted == null || !accepted.created()) {
                results.forget(id);
            }
        }
        if (accepted.created()) {
            return new Submitted(id, Optional.of(result));
        }
        checkSame(accepted.run(), spec);
        return new Submitted(accepted.run().spec().id(), Optional.empty());
    }

    private Accepted submit(NewRun run) {
        RunSpec spec = run.spec();
        RunInfo info = new RunInfo(spec.id(), spec.pipeline(), spec.version(), spec.subject());
        Outboxes.Place place = carrying.outboxes().place(info, spec.created());
        boolean hasRoom = run.due() == 0 && dispatcher.reserve();
        boolean isCarried = false;
        try {
            Accepted accepted = repository.queue().submit(run, hasRoom ? names.engine() : "");
            if (accepted.created()) {
                tell(place, accepted.run());
                isCarried = hasRoom && accepted.run().state().owner().equals(names.engine());
                begin(run, accepted.run(), isCarried);
            } else {
                place.givenUp();
            }
            return accepted;
        } catch (RuntimeException e) {
            place.givenUp();
            throw e;
        } finally {
            if (hasRoom && !isCarried) {
                dispatcher.ended();
            }
        }
    }

    private void tell(Outboxes.Place place, RunRow row) {
        if (!carrying.outboxes().isHeard()) {
            return;
        }
        long position = 0;
        try {
            position = repository.log().read(row.number(), 0, 1).get(0).position();
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
        if (!savedShapes.contains(pipeline.fingerprint())) {
            String shape = carrying.codec().encode(pipeline.shape(), Object.class);
            repository
                    .definitions()
                    .save(new Definition(pipeline.fingerprint(), pipeline.name(), pipeline.version(), shape));
            savedShapes.add(pipeline.fingerprint());
        }
    }
}
