package dev.pawl.sqlite;

import static java.util.Objects.requireNonNull;

import dev.pawl.store.LogRow;
import dev.pawl.store.RunQueue.Accepted;
import dev.pawl.store.RunQueue.NewRun;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunSpec;
import dev.pawl.store.RunState;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.sql.SQLException;
import java.util.Optional;

/** Writes a new run, or finds the one that has its key. Immutable. */
record Submit(NewRun run, String claimer) implements Operation<Accepted> {
    Submit {
        requireNonNull(run, "run");
        requireNonNull(claimer, "claimer");
    }

    @Override
    public int size() {
        return run.event().length() + run.delta().length;
    }

    @Override
    public Accepted run(Ledger ledger) throws SQLException {
        RunSpec spec = run.spec();
        if (!spec.key().isEmpty()) {
            Optional<RunRow> known = ledger.tables().runs().findByKey(spec.key());
            if (known.isPresent()) {
                return new Accepted(known.get(), false);
            }
        }
        boolean claimed = !claimer.isEmpty()
                && run.due() <= spec.created()
                && ledger.tables().queues().hasRoomForNew(spec, claimer);
        if (!claimed) {
            checkRoom(ledger);
        }
        RunState queued = RunState.submitted(run.due(), spec.created());
        RunState state = claimed ? queued.claimedBy(claimer, spec.created(), 1) : queued;
        RunRow row = new RunRow(ledger.nextNumber(), spec, state);
        LogRow first = new LogRow(row.number(), 1, 0, spec.created(), run.type(), "", 0, run.event(), run.delta());
        if (!ledger.create(row, first)) {
            throw new StoreException(
                    Reason.FAILED, "Refused to submit run " + spec.id() + ": there is one with that id");
        }
        return new Accepted(row, true);
    }

    private void checkRoom(Ledger ledger) throws SQLException {
        RunSpec spec = run.spec();
        long capacity = ledger.tables().queues().settings(spec.queue()).capacity();
        if (capacity > 0 && ledger.queued(spec.queue()) >= capacity) {
            throw new StoreException(
                    Reason.QUEUE_FULL,
                    "Refused to submit a run of pipeline " + spec.pipeline()
                            + ": the capacity of queue '"
                            + spec.queue() + "' is " + capacity
                            + ", and as many runs wait in it; submit again when fewer wait, or raise its capacity");
        }
    }
}
