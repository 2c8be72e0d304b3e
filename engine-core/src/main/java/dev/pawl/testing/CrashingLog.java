package dev.pawl.testing;

import dev.pawl.event.EventFilter;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.LogRow;
import dev.pawl.store.RowFilter;
import dev.pawl.store.RunLog;
import dev.pawl.store.StoreException;
import java.util.List;
import java.util.function.Consumer;

/** The log of a {@link CrashingRepository}. Thread-safe. */
record CrashingLog(CrashingRepository crash, RunLog real) implements RunLog {
    @Override
    public Commit append(Checkpoint checkpoint) {
        try {
            crash.commit();
        } catch (StoreException refused) {
            return Commit.refused(refused);
        }
        return real.append(checkpoint);
    }

    @Override
    public List<LogRow> find(RowFilter filter, int max) {
        return real.find(filter, max);
    }

    @Override
    public List<LogRow> read(long run, long afterSeq, int max) {
        return real.read(run, afterSeq, max);
    }

    @Override
    public List<LogRow> follow(EventFilter filter, long afterPosition, int max) {
        return real.follow(filter, afterPosition, max);
    }

    @Override
    public long lastPosition() {
        return real.lastPosition();
    }

    @Override
    public AutoCloseable watch(Consumer<List<LogRow>> watcher) {
        return real.watch(watcher);
    }
}
