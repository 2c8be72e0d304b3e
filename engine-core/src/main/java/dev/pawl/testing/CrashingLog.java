package dev.pawl.testing;

import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.RunLog;
import dev.pawl.store.StoreException;

/** The log of a {@link CrashingRepository}. Thread-safe. */
record CrashingLog(CrashingRepository crash, RunLog real) implements RepositoryAround.Log {
    @Override
    public Commit append(Checkpoint checkpoint) {
        try {
            crash.commit();
        } catch (StoreException refused) {
            return Commit.refused(refused);
        }
        return real.append(checkpoint);
    }
}
