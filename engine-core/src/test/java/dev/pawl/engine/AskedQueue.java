package dev.pawl.engine;

import dev.pawl.store.RunQueue;
import dev.pawl.store.RunRow;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A queue that says when it is asked for runs the next time, and which it gives. Thread-safe. */
final class AskedQueue implements RunQueue {
    private final RunQueue real;
    private final Consumer<RunRow> claimed;
    private volatile CountDownLatch asked = new CountDownLatch(1);

    AskedQueue(RunQueue real) {
        this(real, run -> {});
    }

    /** @param claimed told of each run before whoever has claimed it */
    AskedQueue(RunQueue real, Consumer<RunRow> claimed) {
        this.real = real;
        this.claimed = claimed;
    }

    CountDownLatch nextTime() {
        CountDownLatch next = new CountDownLatch(1);
        asked = next;
        return next;
    }

    @Override
    public List<RunRow> claim(List<String> queues, String owner, long now, int max) {
        asked.countDown();
        List<RunRow> runs = real.claim(queues, owner, now, max);
        runs.forEach(claimed);
        return runs;
    }

    @Override
    public Accepted submit(NewRun run, String claimer) {
        return real.submit(run, claimer);
    }

    @Override
    public OptionalLong nextDue(List<String> queues, long now) {
        return real.nextDue(queues, now);
    }

    @Override
    public void join(String owner) {
        real.join(owner);
    }

    @Override
    public void leave(String owner) {
        real.leave(owner);
    }

    @Override
    public int takeOver(long now, Set<String> repeated) {
        return real.takeOver(now, repeated);
    }
}
