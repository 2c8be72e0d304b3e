package dev.pawl.testing.race;

import dev.pawl.store.RunQueue;
import dev.pawl.store.RunRow;
import dev.pawl.testing.RepositoryAround;
import java.util.List;

/** The queue of a {@link DawdlingRepository}. Thread-safe. */
record DawdlingQueue(DawdlingRepository slow, RunQueue real) implements RepositoryAround.Queue {

    @Override
    public List<RunRow> claim(List<String> queues, String owner, long now, int max) {
        slow.dawdle();
        List<RunRow> claimed = real.claim(queues, owner, now, max);
        slow.dawdle();
        return claimed;
    }

    @Override
    public void join(String owner) {
        slow.joined(owner);
        real.join(owner);
    }
}
