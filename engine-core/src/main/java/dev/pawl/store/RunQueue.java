package dev.pawl.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Who carries what. Each method is one transaction, committed when it returns. Thread-safe. */
public interface RunQueue {
    /**
     * Writes a new run with its first event; a key that is known already gives the run that has it, and nothing is written.
     *
     * @param claimer an engine that would carry it at once: the run is its own, RUNNING, when the queue has a free slot and nobody
     *     is ahead; empty to leave it QUEUED
     * @throws StoreException when the queue has no room for one more that is QUEUED
     */
    Accepted submit(NewRun run, String claimer);

    /**
     * Gives the next runs that are due to this owner, at most {@code max}: by priority, then in order of submits, within the limit of its queue. A
     * run is due when it is QUEUED and its hour has come, or WAITING with an hour and that has come. No run of a paused queue is given, and
     * none while another run with its concurrency key is carried. A run with {@linkplain RunState#URGENT urgent} mail comes first, and
     * neither limit nor pause holds it. A {@linkplain RunState#SUSPECT suspect} run is given alone, to an owner that carries nothing:
     * when its turn has come, the owner is given nothing else until then, nor while it carries that one.
     *
     * @param now in milliseconds since 1970
     */
    List<RunRow> claim(List<String> queues, String owner, long now, int max);

    /** Claims one run. */
    default Optional<RunRow> claim(List<String> queues, String owner, long now) {
        return claim(queues, owner, now, 1).stream().findFirst();
    }

    /** The earliest hour after {@code now} at which a run of these queues becomes due; empty when there is none. */
    OptionalLong nextDue(List<String> queues, long now);

    /** Makes an owner known as alive. */
    void join(String owner);

    /** The owner is gone: what it carried is put back, QUEUED, at its old place. */
    void leave(String owner);

    /**
     * Puts back the runs of owners that are not alive any more. One of which nothing but repeated rows was recorded since it was claimed
     * gets a {@linkplain RunState#strikes strike}.
     *
     * @param repeated the types of rows that are written again whenever a run is carried again
     * @return how many
     */
    int takeOver(long now, Set<String> repeated);

    /** A run that is to be written. */
    record NewRun(RunSpec spec, long due, String type, String event, byte[] delta) {}

    /** What became of a submit: a new run, or the one that had the key. */
    record Accepted(RunRow run, boolean created) {}
}
