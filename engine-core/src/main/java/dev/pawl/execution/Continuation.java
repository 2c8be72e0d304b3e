package dev.pawl.execution;

import dev.pawl.event.RunContinued;
import dev.pawl.event.RunInfo;
import dev.pawl.history.EventRows;
import dev.pawl.history.Fold;
import dev.pawl.history.RunMemory;
import dev.pawl.history.Snapshots;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunLog;
import dev.pawl.store.RunQueue.NewRun;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunSpec;
import dev.pawl.walk.BoundPipeline;
import java.util.List;
import java.util.Optional;

/**
 * How a run goes on with another one that is over or stuck: its first event is a snapshot of the state there, without what made it fail.
 * Confined to one thread.
 */
public final class Continuation {
    private static final int PAGE = 1_000;

    private final RunRow from;
    private final RunMemory memory;
    private final String at;
    private final String idempotency;

    private Continuation(RunRow from, RunMemory memory, String at, String idempotency) {
        this.from = from;
        this.memory = memory;
        this.at = at;
        this.idempotency = idempotency;
    }

    /** With everything that the run has done and not undone; the idempotency keys of its steps stay what they are. */
    public static Continuation retry(RunRow from, BoundPipeline pipeline, RunLog log, EventRows rows) {
        RunMemory memory = Fold.of(from, log, rows).memory;
        String keys = memory.idempotency.isEmpty() ? from.spec().id() : memory.idempotency;
        new Reset(memory, pipeline).all();
        return new Continuation(from, memory, "", keys);
    }

    /** As the run was when it came to this node; empty when it never has, or the pipeline has no such node. */
    public static Optional<Continuation> fork(
            RunRow from, String path, BoundPipeline pipeline, RunLog log, EventRows rows) {
        Fold fold = Fold.empty(from, rows);
        List<LogRow> page;
        do {
            page = log.read(from.number(), fold.seq, PAGE);
            for (LogRow row : page) {
                if (row.path().equals(path) || RunMemory.isIn(path, row.path())) {
                    if (!Lookup.has(pipeline, path, fold.memory)) {
                        return Optional.empty();
                    }
                    Reset reset = new Reset(fold.memory, pipeline);
                    reset.all();
                    reset.notes();
                    return Optional.of(new Continuation(from, fold.memory, path, ""));
                }
                fold.take(row);
            }
        } while (page.size() == PAGE);
        return Optional.empty();
    }

    public NewRun toRun(RunSpec spec, EventRows rows) {
        LogRow first = rows.row(0, event(spec.info(), spec.created(), 0), Snapshots.of(memory));
        return new NewRun(spec, 0, first.type(), first.event(), first.delta());
    }

    /** The first event of the run. */
    public RunContinued event(RunInfo info, long millis, long position) {
        return new RunContinued(info, 1, position, millis, from.spec().id(), at, idempotency);
    }
}
