package dev.pawl.testing;

import dev.pawl.store.RunQueue;
import dev.pawl.store.RunRow;
import java.util.List;
import java.util.OptionalLong;

/** The queue of a {@link DawdlingRepository}. Thread-safe. */
record DawdlingQueue(DawdlingRepository slow, RunQueue real) implements RunQueue {
    @Override
    public Accepted submit(NewRun run, String claimer) {
        return real.submit(run, claimer);
    }

    @Override
    public List<RunRow> claim(List<String> queues, String owner, long now, int max) {
        slow.dawdle();
        List<RunRow> claimed = real.claim(queues, owner, now, max);
        slow.dawdle();
        return claimed;
    }

    @Override
    public OptionalLong nextDue(List<String> queues, long now) {
        return real.nextDue(queues, now);
    }

    @Override
    public void join(String owner) {
        slow.joined(owner);
        real.join(owner);
    }

    @Override
    public void leave(String owner) {
        real.leave(owner);
    }

    @Override
    public int takeOver(long now) {
        return real.takeOver(now);
    }
}
