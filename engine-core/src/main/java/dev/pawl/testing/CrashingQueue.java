package dev.pawl.testing;

import dev.pawl.store.RunQueue;
import dev.pawl.store.RunRow;
import java.util.List;
import java.util.Set;

/** The queue of a {@link CrashingRepository}. Thread-safe. */
record CrashingQueue(CrashingRepository crash, RunQueue real) implements RepositoryAround.Queue {
    @Override
    public Accepted submit(NewRun run, String claimer) {
        crash.commit();
        return real.submit(run, claimer);
    }

    @Override
    public List<RunRow> claim(List<String> queues, String owner, long now, int max) {
        return crash.isOver() ? List.of() : real.claim(queues, owner, now, max);
    }

    @Override
    public void join(String owner) {
        crash.check();
        crash.joined(owner);
        real.join(owner);
    }

    @Override
    public void leave(String owner) {
        if (!crash.hasCome()) {
            real.leave(owner);
        }
    }

    @Override
    public int takeOver(long now, Set<String> repeated) {
        return crash.isOver() ? 0 : real.takeOver(now, repeated);
    }
}
