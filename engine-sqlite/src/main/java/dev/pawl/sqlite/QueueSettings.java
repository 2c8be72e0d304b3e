package dev.pawl.sqlite;

import dev.pawl.store.Queues;

/** What somebody has said of a queue. Immutable. */
record QueueSettings(int limit, long capacity, boolean paused) {
    static final QueueSettings DEFAULT = new QueueSettings(Queues.LIMIT, 0, false);

    QueueSettings withLimit(int runs) {
        return new QueueSettings(runs, capacity, paused);
    }

    QueueSettings withCapacity(long runs) {
        return new QueueSettings(limit, runs, paused);
    }

    QueueSettings withPaused(boolean now) {
        return new QueueSettings(limit, capacity, now);
    }
}
