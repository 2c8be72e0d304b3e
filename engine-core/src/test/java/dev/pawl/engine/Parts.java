package dev.pawl.engine;

import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.Mailbox;
import dev.pawl.store.Repository;
import dev.pawl.store.RunLog;
import dev.pawl.store.RunQueue;
import dev.pawl.testing.RepositoryAround;

/** A repository of which some parts are replaced by others. Thread-safe when its parts are. */
record Parts(Repository real, RunLog log, RunQueue queue, Mailbox mailbox) implements RepositoryAround {
    Parts(Repository real, RunLog log, RunQueue queue) {
        this(real, log, queue, real.mailbox());
    }

    static Parts withLog(Repository real, RunLog log) {
        return new Parts(real, log, real.queue());
    }

    /** A log that appends in another way. */
    record Appending(RunLog real, Append append) implements RepositoryAround.Log {
        /** The other way. */
        interface Append {
            Commit to(RunLog real, Checkpoint checkpoint);
        }

        @Override
        public Commit append(Checkpoint checkpoint) {
            return append.to(real, checkpoint);
        }
    }
}
