package dev.pawl.history;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunInfo;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunLog;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.util.List;

/** Makes the state of a run of its log: from the last snapshot where there is one, row by row. Confined to one run. */
public final class Fold {
    private static final int PAGE = 1_000;

    private final EventRows rows;
    private final RunInfo info;
    public final RunMemory memory = new RunMemory();

    /** The last row that was folded. */
    public long seq;

    private Fold(EventRows rows, RunInfo info) {
        this.rows = rows;
        this.info = info;
    }

    /** Folds the log of a run from the snapshot that its row names. */
    public static Fold of(RunRow run, RunLog log, EventRows rows) {
        return from(Math.max(0, run.state().snapshot() - 1), run, log, rows);
    }

    /** Folds the whole log, whatever snapshots there are. */
    static Fold whole(RunRow run, RunLog log, EventRows rows) {
        return from(0, run, log, rows);
    }

    /** Folds a log that is at hand. */
    public static Fold ofAll(RunRow run, List<LogRow> log, EventRows rows) {
        Fold fold = new Fold(rows, run.info());
        log.forEach(fold::take);
        return fold;
    }

    /** Nothing folded yet; to be given row by row. */
    public static Fold empty(RunRow run, EventRows rows) {
        return new Fold(rows, run.info());
    }

    private static Fold from(long afterSeq, RunRow run, RunLog log, EventRows rows) {
        Fold fold = new Fold(rows, run.info());
        fold.seq = afterSeq;
        List<LogRow> page;
        do {
            page = log.read(run.number(), fold.seq, PAGE);
            page.forEach(fold::take);
        } while (page.size() == PAGE);
        if (fold.seq == 0) {
            throw new StoreException(
                    Reason.CORRUPT,
                    "run " + run.spec().id() + " has a row but no log; restore it from a backup or a dump");
        }
        return fold;
    }

    public void take(LogRow row) {
        if (row.seq() != seq + 1) {
            throw new StoreException(
                    Reason.CORRUPT,
                    "the log of run " + info.id() + " goes from " + seq + " to " + row.seq()
                            + "; restore it from a backup or a dump");
        }
        seq = row.seq();
        ProgressEvent event = rows.event(row, info);
        DeltaReader.into(memory, row.delta(), "row " + row.seq() + " of run " + info.id());
        memory.appended(row.delta().length);
        Events.apply(memory, event, seq);
    }
}
