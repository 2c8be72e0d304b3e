package dev.pawl.store;

import java.util.List;

/**
 * The named queues and their settings, which are kept with the runs and hold for all engines. A queue that nobody has
 * set up has the limit {@link #LIMIT} and no capacity. Thread-safe.
 */
public interface Queues {
    /** How many runs of a queue are carried at a time when nobody has said it. */
    int LIMIT = 3;

    /** How many runs of the queue may be carried at a time, by all engines together. */
    void limit(String queue, int runs);

    /**
     * How many runs may be QUEUED; 0 for any number. One more is refused at its submit as {@link
     * StoreException.Reason#QUEUE_FULL}; runs that come back to the queue are never refused.
     */
    void capacity(String queue, long runs);

    /** No run of a paused queue is claimed; those that are carried go on. */
    void pause(String queue, boolean paused);

    /** One queue; with its defaults when nothing is known of it. */
    QueueState find(String queue);

    /** All queues that have been set up or had a run, by name. */
    List<QueueState> all();

    /** How many QUEUED runs of its queue go before this one, by priority and then in order of submits. */
    long ahead(RunRow run);

    /**
     * A queue as it stands. Immutable.
     *
     * @param queued how many runs wait for their turn
     * @param carried how many are RUNNING or CANCELLING
     * @param waiting how many wait for a signal, an approval or a point in time
     * @param parked how many need a person
     */
    record QueueState(
            String name,
            int limit,
            long capacity,
            boolean paused,
            long queued,
            long carried,
            long waiting,
            long parked) {}
}
