package dev.pawl.history;

import dev.pawl.api.PawlException;
import dev.pawl.api.Values;
import dev.pawl.event.RunStatus;
import dev.pawl.store.RunLog;
import dev.pawl.store.RunRow;
import dev.pawl.store.StateCodec;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import dev.pawl.walk.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads logs for other purposes than carrying: to compare a run's row with them, and to know its values. */
public final class Verification {
    private Verification() {}

    /** What is wrong with a run, in sentences: its log is read whole, and from its snapshot, and its row is rebuilt. */
    public static List<String> of(RunRow run, RunLog log, EventRows rows) {
        List<String> wrong = new ArrayList<>();
        String name = "run " + run.spec().id();
        try {
            RunMemory whole = Fold.whole(run, log, rows).memory;
            RunMemory fromSnapshot = Fold.of(run, log, rows).memory;
            String difference = whole.difference(fromSnapshot);
            if (!difference.isEmpty()) {
                wrong.add(name + ": the state from its snapshot differs from the state of its whole log in "
                        + difference);
            }
            if (whole.snapshot != run.state().snapshot()) {
                wrong.add(name + ": its row names the snapshot " + run.state().snapshot() + ", its log "
                        + whole.snapshot);
            }
            if (!fits(whole.status, run.state().status())) {
                wrong.add(name + ": its row says " + run.state().status() + ", its log " + whole.status);
            } else if (run.state().status().isTerminal()
                    && whole.status == RunStatus.FAILED
                    && !whole.reason.equals(run.state().reason())) {
                wrong.add(name + ": its row says '" + run.state().reason() + "', its log '" + whole.reason + "'");
            }
        } catch (PawlException e) {
            wrong.add(name + ": " + e.getMessage());
        }
        return wrong;
    }

    /** A run that nobody has ended may be in any hands; one that has ended is what its log says. */
    private static boolean fits(RunStatus log, RunStatus row) {
        if (log.isTerminal() || row.isTerminal()) {
            return log == row;
        }
        return row == RunStatus.QUEUED || row == RunStatus.RUNNING || row == RunStatus.CANCELLING || log == row;
    }

    /** The steps that had begun, must not be repeated without being asked, and have no recorded end. */
    public static List<String> begun(RunRow run, RunLog log, EventRows rows) {
        return Fold.of(run, log, rows).memory.begun();
    }

    /** How a run stands, and its values, from its log; that of a run that is over has to say so, else the last of it is missing. */
    public static Ending ending(RunRow run, RunLog log, EventRows rows, StateCodec codec) {
        RunMemory memory = Fold.of(run, log, rows).memory;
        RunStatus status = run.state().status();
        if (status.isTerminal() && memory.status != status) {
            throw new StoreException(
                    Reason.CORRUPT,
                    "the log of run " + run.spec().id() + " is damaged: the run is " + status
                            + ", but the log ends with it " + memory.status + "; restore a backup");
        }
        Values values = RecordedValues.ofEnded(memory.scope, new Encoding(codec));
        return new Ending(run.state().status(), memory.endedAt, memory.message, Optional.empty(), values);
    }
}
