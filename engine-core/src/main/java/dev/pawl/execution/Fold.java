package dev.pawl.execution;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunEnded;
import dev.pawl.event.RunInfo;
import dev.pawl.event.RunParked;
import dev.pawl.event.RunResumed;
import dev.pawl.event.RunSnapshotted;
import dev.pawl.event.RunStarted;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import dev.pawl.event.StepResolved;
import dev.pawl.event.StepStarted;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunLog;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.util.List;

/** Makes the state of a run of its log: from the last snapshot where there is one, row by row. Confined to one run. */
final class Fold {
    private static final int PAGE = 1_000;

    private final EventRows rows;
    private final RunInfo info;
    final RunMemory memory = new RunMemory();

    /** The last row that was folded. */
    long seq;

    private Fold(EventRows rows, RunInfo info) {
        this.rows = rows;
        this.info = info;
    }

    /** Folds the log of a run from the snapshot that its row names. */
    static Fold of(RunRow run, RunLog log, EventRows rows) {
        return from(Math.max(0, run.state().snapshot() - 1), run, log, rows);
    }

    /** Folds the whole log, whatever snapshots there are. */
    static Fold whole(RunRow run, RunLog log, EventRows rows) {
        return from(0, run, log, rows);
    }

    /** Folds a log that is at hand. */
    static Fold ofAll(RunRow run, List<LogRow> log, EventRows rows) {
        Fold fold = new Fold(rows, run.info());
        log.forEach(fold::take);
        return fold;
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

    void take(LogRow row) {
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
        apply(event);
    }

    private void apply(ProgressEvent event) {
        if (event instanceof StepFinished e) {
            memory.finish(e.path());
            memory.stopped = e.outcome() == StepFinished.Outcome.STOPPED;
        } else if (event instanceof StepFailed e) {
            int before = memory.failures(e.path()).count();
            memory.fail(e.path(), new RunMemory.Failures(before + 1, e.error(), e.message(), e.retryAt()));
        } else if (event instanceof StepStarted e) {
            memory.begun = e.path();
        } else if (event instanceof StepResolved e) {
            memory.resolve(e.path(), e.decision(), e.actor());
        } else if (event instanceof RunStarted || event instanceof RunResumed) {
            memory.started = true;
            status(RunStatus.RUNNING, "");
        } else if (event instanceof RunSnapshotted) {
            memory.started = true;
            memory.snapshotAt(seq);
            status(RunStatus.RUNNING, "");
        } else if (event instanceof RunParked e) {
            status(RunStatus.PARKED, e.reason());
            memory.message = e.message();
        } else if (event instanceof RunEnded e) {
            status(e.status(), e.message());
            memory.message = e.message();
            memory.endedAt = e.path();
        }
    }

    private void status(RunStatus status, String reason) {
        memory.status = status;
        memory.reason = reason;
    }
}
