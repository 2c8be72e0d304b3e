package dev.pawl.engine;

import dev.pawl.api.PawlException;
import dev.pawl.event.RunStatus;
import dev.pawl.execution.Carrying;
import dev.pawl.execution.Parking;
import dev.pawl.execution.RecordedRun;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.LogRow;
import dev.pawl.store.Mailbox;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunSpec;
import dev.pawl.store.RunState;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import dev.pawl.walk.BoundPipeline;
import dev.pawl.walk.Ending;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands claimed runs to workers: binds the code, or parks the run that has none. Thread-safe. */
final class Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);
    private static final int MOST_MAIL = 1_000;

    /** Nothing can be answered of a run whose log cannot be read. */
    private static final long ALL_MAIL = Long.MAX_VALUE - 1;

    private static final long TRY_AGAIN_NANOS = 1_000_000_000L;

    private final Registered pipelines;
    private final Mailbox mailbox;
    private final Carrying carrying;
    private final LiveRuns live;
    private final Results results;
    private final WhenOver whenOver;

    /** Told when a run is over here. */
    interface WhenOver {
        /** @param isLetGo whether it has not ended, so that it is to be claimed again, by anyone */
        void over(RunRow run, boolean isLetGo);
    }

    Carrier(
            Registered pipelines,
            Mailbox mailbox,
            Carrying carrying,
            LiveRuns live,
            Results results,
            WhenOver whenOver) {
        this.pipelines = pipelines;
        this.mailbox = mailbox;
        this.carrying = carrying;
        this.live = live;
        this.results = results;
        this.whenOver = whenOver;
    }

    /**
     * Takes a run that this engine has claimed, and returns at once.
     *
     * @param known the log of the run where it is at hand; else it is read
     */
    void carry(RunRow row, List<LogRow> known) {
        Claimed claimed = new Claimed(row, known, live.claimed(row));
        results.carriedHere(row.number());
        carrying.workers().execute(() -> take(claimed));
    }

    private record Claimed(RunRow row, List<LogRow> known, LiveRuns.Place place) {
        String id() {
            return row.spec().id();
        }
    }

    private void take(Claimed claimed) {
        String id = claimed.id();
        try {
            begin(claimed);
        } catch (StoreException e) {
            if (e.reason() == Reason.CORRUPT || e.reason() == Reason.FOREIGN) {
                setAside(claimed, e);
            } else {
                LOG.warn("run {} cannot be read now, which is tried again", id, e);
                again(claimed);
            }
        } catch (Throwable t) {
            LOG.error("run {} cannot be carried, and is left alone until the engine closes", id, t);
            over(claimed, Optional.empty());
            results.failed(id, new PawlException("run " + id + " cannot be carried: " + t, t));
        }
    }

    private void again(Claimed claimed) {
        if (carrying.closing().getAsBoolean()) {
            over(claimed, Optional.empty());
            return;
        }
        long later = carrying.time().nanos() + TRY_AGAIN_NANOS;
        carrying.time().source().wakeAt(later, () -> carrying.workers().execute(() -> take(claimed)));
    }

    private void begin(Claimed claimed) {
        RunRow row = claimed.row;
        RunSpec spec = row.spec();
        Optional<BoundPipeline> fitting = pipelines.fitting(spec);
        RecordedRun run = claimed.place
                .run()
                .orElseGet(() -> new RecordedRun(row, claimed.known, fitting, carrying, how -> over(claimed, how)));
        // Who has heard of the submit may have written before the run had its place here.
        boolean hasMail = claimed.place.carried(run) || carrying.outboxes().isHeard();
        List<Mail> mail = hasMail || claimed.known.isEmpty() ? mailOf(row.number()) : List.of();
        String which = "pipeline '" + spec.pipeline() + "' version " + spec.version();
        if (pipelines.find(spec.pipeline(), spec.version()).isEmpty()) {
            run.park(Parking.MISSING, which + " is not registered; open the store with an engine that has it", mail);
        } else if (row.state().strikes() >= RunState.POISON) {
            run.park(
                    Parking.POISON,
                    RunState.POISON
                            + " processes in a row ended while they carried this run, the last one nothing else, and"
                            + " none recorded anything of it; find out what its next step does to its process",
                    mail);
        } else if (fitting.isEmpty()) {
            run.park(
                    Parking.CHANGED,
                    which + " is registered in another shape than this run was submitted with; open the store with an"
                            + " engine that has that shape, and give the new shape a version of its own",
                    mail);
        } else {
            run.carry(mail);
        }
    }

    private List<Mail> mailOf(long run) {
        List<Mail> mail = mailbox.of(run, MOST_MAIL);
        if (mail.size() == MOST_MAIL) {
            return mailbox.of(run, Integer.MAX_VALUE);
        }
        return mail;
    }

    /** A run whose log is damaged is parked, so that it holds no place in its queue; nothing is written into the log. */
    private void setAside(Claimed claimed, StoreException why) {
        RunRow row = claimed.row;
        LOG.error("run {} is damaged and is parked", claimed.id(), why);
        Optional<RunChange> parked =
                Optional.of(RunChange.to(RunStatus.PARKED, Parking.DAMAGED).seen(ALL_MAIL));
        Commit commit =
                carrying.log().append(new Checkpoint(row.number(), row.state().epoch(), List.of(), parked, List.of()));
        commit.onDone(() -> {
            over(claimed, Optional.empty());
            results.failed(claimed.id(), why);
        });
    }

    private void over(Claimed claimed, Optional<Ending> how) {
        if (how.isEmpty()) {
            results.letGo(claimed.row.number(), claimed.id());
        }
        // Whoever hears of the end may submit at once, and finds the room free; close waits until all have heard.
        live.done(claimed.place);
        whenOver.over(claimed.row, how.isEmpty());
        how.ifPresent(ending -> results.ended(claimed.id(), new RunResult(claimed.row, ending)));
        live.over(claimed.place);
    }
}
