package dev.pawl.execution;

import dev.pawl.event.RunStatus;
import dev.pawl.execution.Strand.State;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.RunChange;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a run becomes when none of its strands has anything to do now. Stateless. */
final class Rest {
    private static final long LATER_MILLIS = 1_000;

    private Rest() {}

    /**
     * Parked when a strand needs a person, else waiting until the first hour that any of them waits for. Used under the run's lock.
     *
     * @param deadline the first deadline; 0 when there is none
     */
    static void of(RecordedRun run, Collection<Strand> strands, long deadline) {
        Optional<Strand> parked =
                strands.stream().filter(strand -> strand.state == State.PARKED).findFirst();
        if (parked.isPresent()) {
            run.park(parked.get().parking, parked.get().reason);
            return;
        }
        List<Strand> waiting =
                strands.stream().filter(strand -> strand.state == State.WAITING).toList();
        long due = deadline;
        for (Strand strand : waiting) {
            boolean isSooner = strand.due != 0 && (due == 0 || strand.due < due);
            due = isSooner ? strand.due : due;
        }
        String first = waiting.isEmpty() ? "" : waiting.get(0).reason;
        String reason = waiting.size() > 1 ? first + " and " + (waiting.size() - 1) + " more" : first;
        run.recorder.waiting(reason, due, run.mail.seen());
    }

    /** There was no memory, not for a body but for what is between bodies; so the run is put back as it was last recorded. */
    static Commit putBackForLater(RecordedRun run) {
        long due = run.with.time().millis() + LATER_MILLIS;
        RunChange later = new RunChange(RunStatus.QUEUED, "", due, 0);
        Commit commit = run.with
                .log()
                .append(new Checkpoint(run.row.number(), run.epoch(), List.of(), Optional.of(later), List.of()));
        commit.hurry();
        return commit;
    }
}
