package dev.pawl.testing;

import dev.pawl.store.Queues;
import dev.pawl.store.RunRow;
import java.util.List;

/** The settings of the queues of a {@link CrashingRepository}. Thread-safe. */
record CrashingQueues(CrashingRepository crash, Queues real) implements Queues {
    @Override
    public void limit(String queue, int runs) {
        crash.check();
        real.limit(queue, runs);
    }

    @Override
    public void capacity(String queue, long runs) {
        crash.check();
        real.capacity(queue, runs);
    }

    @Override
    public void pause(String queue, boolean paused) {
        crash.check();
        real.pause(queue, paused);
    }

    @Override
    public QueueState find(String queue) {
        return real.find(queue);
    }

    @Override
    public List<QueueState> all() {
        return real.all();
    }

    @Override
    public long ahead(RunRow run) {
        return real.ahead(run);
    }
}
