package dev.pawl.sqlite.kill;

import dev.pawl.store.RunQueue;
import dev.pawl.store.RunRow;
import java.util.List;
import java.util.OptionalLong;

/** A queue with points around its transactions. Thread-safe. */
record StoppingQueue(RunQueue inside, Stops stops) implements RunQueue {
    @Override
    public Accepted submit(NewRun run, String claimer) {
        stops.reach(Point.BEFORE_SUBMIT);
        Accepted accepted = inside.submit(run, claimer);
        stops.reach(Point.AFTER_SUBMIT_COMMIT);
        return accepted;
    }

    @Override
    public List<RunRow> claim(List<String> queues, String owner, long now, int max) {
        List<RunRow> claimed = inside.claim(queues, owner, now, max);
        if (!claimed.isEmpty()) {
            stops.reach(Point.AFTER_CLAIM);
        }
        return claimed;
    }

    @Override
    public OptionalLong nextDue(List<String> queues, long now) {
        return inside.nextDue(queues, now);
    }

    @Override
    public void join(String owner) {
        stops.reach(Point.BEFORE_JOIN);
        inside.join(owner);
    }

    @Override
    public void leave(String owner) {
        stops.reach(Point.BEFORE_LEAVE);
        inside.leave(owner);
        stops.reach(Point.AFTER_LEAVE);
    }

    @Override
    public int takeOver(long now) {
        stops.reach(Point.BEFORE_TAKE_OVER);
        int back = inside.takeOver(now);
        stops.reach(Point.AFTER_TAKE_OVER);
        return back;
    }
}
