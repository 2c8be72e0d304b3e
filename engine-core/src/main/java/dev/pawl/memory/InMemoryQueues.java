package dev.pawl.memory;

import static java.util.Objects.requireNonNull;

import dev.pawl.store.Queues;
import dev.pawl.store.RunRow;
import java.util.List;

/** The settings of the queues of an {@link InMemoryRepository}. Thread-safe. */
final class InMemoryQueues implements Queues {
    private final Gate gate;
    private final RunTable runs;

    InMemoryQueues(Gate gate, RunTable runs) {
        this.gate = gate;
        this.runs = runs;
    }

    @Override
    public void limit(String queue, int limit) {
        notNegative("limit", queue, limit);
        gate.inside(() -> runs.lane(queue).limit(limit));
    }

    @Override
    public void capacity(String queue, long capacity) {
        notNegative("capacity", queue, capacity);
        gate.inside(() -> runs.lane(queue).capacity(capacity));
    }

    private static void notNegative(String what, String queue, long number) {
        requireNonNull(queue, "queue");
        if (number < 0) {
            throw new IllegalArgumentException(what + " of queue '" + queue + "' < 0: " + number);
        }
    }

    @Override
    public void pause(String queue, boolean paused) {
        requireNonNull(queue, "queue");
        gate.inside(() -> runs.lane(queue).paused(paused));
    }

    @Override
    public QueueState find(String queue) {
        requireNonNull(queue, "queue");
        return gate.inside(() -> runs.knownLane(queue).orElseGet(Lane::new).state(queue));
    }

    @Override
    public List<QueueState> all() {
        return gate.inside(runs::queues);
    }

    @Override
    public long ahead(RunRow run) {
        requireNonNull(run, "run");
        return gate.inside(() ->
                runs.knownLane(run.spec().queue()).map(lane -> lane.ahead(run)).orElse(0L));
    }
}
