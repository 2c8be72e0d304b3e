package dev.pawl.sqlite.kill;

import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunLog;
import dev.pawl.testing.RepositoryAround;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A log with points around its commits. Thread-safe. */
record StoppingLog(RunLog real, Stops stops) implements RepositoryAround.Log {
    private static final Map<String, Point> BEFORE = Map.of(
            EventLine.FINISHED,
            Point.BEFORE_STEP_COMMIT,
            EventLine.FAILED,
            Point.BEFORE_FAILURE_COMMIT,
            EventLine.ENDED,
            Point.BEFORE_END_COMMIT,
            "step-started",
            Point.BEFORE_ONCE_COMMIT,
            "run-parked",
            Point.BEFORE_PARK_COMMIT,
            EventLine.RESOLVED,
            Point.BEFORE_RESOLVED_COMMIT);

    private static final Map<String, Point> AFTER = Map.of(
            EventLine.FINISHED,
            Point.AFTER_STEP_COMMIT,
            EventLine.FAILED,
            Point.AFTER_FAILURE_COMMIT,
            EventLine.ENDED,
            Point.AFTER_END_COMMIT,
            "step-started",
            Point.AFTER_ONCE_COMMIT,
            "run-parked",
            Point.AFTER_PARK_COMMIT,
            EventLine.RESOLVED,
            Point.AFTER_RESOLVED_COMMIT);

    @Override
    public Commit append(Checkpoint checkpoint) {
        reachAll(BEFORE, checkpoint);
        Commit commit = real.append(checkpoint);
        if (checkpoint.rows().stream().anyMatch(row -> row.type().equals(EventLine.FINISHED))) {
            stops.reach(Point.STEP_HANDED_OVER);
        }
        return new StoppingCommit(commit, () -> reachAll(AFTER, checkpoint));
    }

    private void reachAll(Map<String, Point> points, Checkpoint checkpoint) {
        for (LogRow row : checkpoint.rows()) {
            Point point = points.get(row.type());
            if (point != null) {
                stops.reach(point);
            }
        }
    }

    @Override
    public AutoCloseable watch(Consumer<List<LogRow>> watcher) {
        return real.watch(rows -> {
            stops.reach(Point.WATCHER);
            watcher.accept(rows);
        });
    }
}
