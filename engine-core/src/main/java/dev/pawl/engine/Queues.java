package dev.pawl.engine;

import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.pipeline.NearestWord;
import dev.pawl.store.Queues.QueueState;
import java.util.List;
import java.util.Set;

/** The queues of an engine: what is in them, and whether they are held. What is said here holds for all engines of the store. Thread-safe. */
public final class Queues {
    private final dev.pawl.store.Queues stored;
    private final Set<String> names;
    private final Runnable changed;

    Queues(dev.pawl.store.Queues stored, Set<String> names, Runnable changed) {
        this.stored = stored;
        this.names = names;
        this.changed = changed;
    }

    /** How a queue stands: its limit and capacity, and how many runs are queued, carried, waiting and parked. */
    public QueueState state(String queue) {
        return stored.find(known(queue));
    }

    /** All queues of the store. */
    public List<QueueState> all() {
        return stored.all();
    }

    /** No run of it begins any more until it is resumed; those that are carried go on. Also holds after a restart. */
    public void pause(String queue) {
        stored.pause(known(queue), true);
    }

    public void resume(String queue) {
        stored.pause(known(queue), false);
        changed.run();
    }

    /** How many of its runs are carried at a time, by all engines together. */
    public void limit(String queue, int runs) {
        stored.limit(known(queue), EngineBuilder.checkedLimit(queue, runs));
        changed.run();
    }

    /** How many of its runs may wait for their turn; 0 for any number. */
    public void capacity(String queue, long runs) {
        stored.capacity(known(queue), runs);
    }

    String known(String queue) {
        if (names.contains(queue)) {
            return queue;
        }
        throw new RefusedException(
                Reason.UNKNOWN_QUEUE,
                "queue '" + queue + "' is not named in this engine's builder"
                        + NearestWord.hint(queue, List.copyOf(names), "it names " + names));
    }
}
