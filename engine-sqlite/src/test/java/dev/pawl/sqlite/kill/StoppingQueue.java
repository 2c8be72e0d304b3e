package dev.pawl.sqlite.kill;

import dev.pawl.store.RunQueue;
import dev.pawl.store.RunRow;
import dev.pawl.testing.RepositoryAround;
import java.util.List;
import java.util.Set;

/** A queue with points around its transactions. Thread-safe. */
record StoppingQueue(RunQueue real, Stops stops) implements RepositoryAround.Queue {
    @Override
    public Accepted submit(NewRun run, String claimer) {
        stops.reach(Point.BEFORE_SUBMIT);
        Accepted accepted = real.submit(run, claimer);
        stops.reach(Point.AFTER_SUBMIT_COMMIT);
        return accepted;
    }

    @Override
    public List<RunRow> claim(List<String> queues, String owner, long now, int max) {
        List<RunRow> claimed = real.claim(queues, owner, now, max);
        if (!claimed.isEmpty()) {
            stops.reach(Point.AFTER_CLAIM);
        }
        return claimed;
    }

    @Override
    public void join(String owner) {
        stops.reach(Point.BEFORE_JOIN);
        real.join(owner);
    }

    @Override
    public void leave(String owner) {
        stops.reach(Point.BEFORE_LEAVE);
        real.leave(owner);
        stops.reach(Point.AFTER_LEAVE);
    }

    @Override
    public int takeOver(long now, Set<String> repeated) {
        stops.reach(Point.BEFORE_TAKE_OVER);
        int back = real.takeOver(now, repeated);
        stops.reach(Point.AFTER_TAKE_OVER);
        return back;
    }
}
