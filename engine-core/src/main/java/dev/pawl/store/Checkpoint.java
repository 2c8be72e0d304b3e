package dev.pawl.store;

import java.util.List;
import java.util.Optional;

/**
 * What the owner of a run records in one transaction: all of it or nothing. Immutable.
 *
 * @param run the number of the run
 * @param epoch the owner's; when the run has a newer one, everything is refused as {@link StoreException.Reason#FENCED}
 * @param rows in order, their seq going on from the run's last one
 * @param change of the run's row, where there is one
 * @param taken the numbers of the mails that are answered by these rows and go away with them; one that is not there is
 *     passed over
 * @param opened what the run waits for from now on; one that waits at the same path is replaced
 * @param closed the paths at which it does not wait any more; one that is not there is passed over, and one that is opened
 *     as well waits anew
 */
public record Checkpoint(
        long run,
        long epoch,
        List<LogRow> rows,
        Optional<RunChange> change,
        List<Long> taken,
        List<Wait> opened,
        List<String> closed) {
    public Checkpoint {
        rows = List.copyOf(rows);
        taken = List.copyOf(taken);
        opened = List.copyOf(opened);
        closed = List.copyOf(closed);
        for (Wait wait : opened) {
            if (wait.run() != run) {
                throw new IllegalArgumentException("a checkpoint of run " + run + " opens a wait of run " + wait.run());
            }
        }
    }

    public Checkpoint(long run, long epoch, List<LogRow> rows, Optional<RunChange> change, List<Long> taken) {
        this(run, epoch, rows, change, taken, List.of(), List.of());
    }

    public static Checkpoint of(long run, long epoch, LogRow row) {
        return new Checkpoint(run, epoch, List.of(row), Optional.empty(), List.of());
    }

    public static Checkpoint of(long run, long epoch, LogRow row, RunChange change) {
        return new Checkpoint(run, epoch, List.of(row), Optional.of(change), List.of());
    }
}
