package dev.pawl.engine;

import dev.pawl.event.EventFilter;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.LogRow;
import dev.pawl.store.Mailbox;
import dev.pawl.store.Repository;
import dev.pawl.store.RowFilter;
import dev.pawl.store.RunLog;
import dev.pawl.store.RunQueue;
import java.util.List;
import java.util.function.Consumer;

/** A repository of which some parts are replaced by others. Thread-safe when its parts are. */
record Parts(Repository real, RunLog log, RunQueue queue, Mailbox mailbox) implements RepositoryAround {
    Parts(Repository real, RunLog log, RunQueue queue) {
        this(real, log, queue, real.mailbox());
    }

    static Parts withLog(Repository real, RunLog log) {
        return new Parts(real, log, real.queue());
    }

    /** A log that appends in another way. */
    record Appending(RunLog real, Append append) implements RunLog {
        /** The other way. */
        interface Append {
            Commit to(RunLog real, Checkpoint checkpoint);
        }

        @Override
        public Commit append(Checkpoint checkpoint) {
            return append.to(real, checkpoint);
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
}
