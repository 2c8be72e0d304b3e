package dev.pawl.engine;

import dev.pawl.api.PawlException;
import dev.pawl.event.RunStatus;
import dev.pawl.execution.BoundPipeline;
import dev.pawl.execution.Carrying;
import dev.pawl.execution.Ending;
import dev.pawl.execution.RecordedRun;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.LogRow;
import dev.pawl.store.Mailbox;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunSpec;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands claimed runs to workers: binds the code, or parks the run that has none. Thread-safe. */
final class Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);
    private static final int MOST_MAIL = 1_000;
    private static final long TRY_AGAIN_NANOS = 1_000_000_000L;

    private final Registered pipelines;
    private final Mailbox mailbox;
    private final Carrying carrying;
    private final LiveRuns live;
    private final Results results;
    private final Runnable roomAgain;

    /** @param roomAgain told when a run is over here */
    Carrier(
            Registered pipelines,
            Mailbox mailbox,
            Carrying carrying,
            LiveRuns live,
            Results results,
            Runnable roomAgain) {
        this.pipelines = pipelines;
        this.mailbox = mailbox;
        this.carrying = carrying;
        this.live = live;
        this.results = results;
        this.roomAgain = roomAgain;
    }

    /**
     * Takes a run that this engine has claimed, and returns at once.
     *
     * @param known the log of the run where it is at hand; else it is read
     */
    void carry(RunRow row, List<LogRow> known) {
        live.claimed(row.number());
        results.carriedHere(row.number());
        carrying.workers().execute(() -> take(row, known));
    }

    private void take(RunRow row, List<LogRow> known) {
        String id = row.spec().id();
        try {
            begin(row, known);
        } catch (StoreException e) {
            if (e.reason() == Reason.CORRUPT || e.reason() == Reason.FOREIGN) {
                setAside(row, e);
            } else {
                LOG.warn("run {} cannot be read now, which is tried again", id, e);
                again(row, known);
            }
        } catch (Throwable t) {
            LOG.error("run {} cannot be carried, and is left alone until the engine closes", id, t);
            over(row, Optional.empty());
            results.failed(id, new PawlException("run " + id + " cannot be carried: " + t, t));
        }
    }

    private void again(RunRow row, List<LogRow> known) {
        if (carrying.closing().getAsBoolean()) {
            over(row, Optional.empty());
            return;
        }
        long later = carrying.time().nanos() + TRY_AGAIN_NANOS;
        carrying.time().source().wakeAt(later, () -> carrying.workers().execute(() -> take(row, known)));
    }

    private void begin(RunRow row, List<LogRow> known) {
        RunSpec spec = row.spec();
        Optional<BoundPipeline> fitting = pipelines.fitting(spec);
        List<Mail> mail = known.isEmpty() ? mailbox.of(row.number(), MOST_MAIL) : List.of();
        RecordedRun run = new RecordedRun(row, known, fitting, mail, carrying, how -> over(row, how));
        live.carried(row.number(), run);
        String which = "pipeline '" + spec.pipeline() + "' version " + spec.version();
        if (pipelines.find(spec.pipeline(), spec.version()).isEmpty()) {
            run.park("MISSING", which + " is not registered; open the store with an engine that has it");
        } else if (fitting.isEmpty()) {
            run.park(
                    "CHANGED",
                    which + " is registered in another shape than this run was submitted with; open the store with an"
                            + " engine that has that shape, and give the new shape a version of its own");
        }
        run.carry();
    }

    /** A run whose log is damaged is parked, so that it holds no place in its queue; nothing is written into the log. */
    private void setAside(RunRow row, StoreException why) {
        LOG.error("run {} is damaged and is parked", row.spec().id(), why);
        Optional<RunChange> parked = Optional.of(RunChange.to(RunStatus.PARKED, "DAMAGED"));
        Commit commit =
                carrying.log().append(new Checkpoint(row.number(), row.state().epoch(), List.of(), parked, List.of()));
        commit.onDone(() -> {
            over(row, Optional.empty());
            results.failed(row.spec().id(), why);
        });
    }

    private void over(RunRow row, Optional<Ending> how) {
        live.over(row.number());
        roomAgain.run();
        how.ifPresent(ending -> results.ended(row.spec().id(), new RunResult(row, ending)));
    }
}
