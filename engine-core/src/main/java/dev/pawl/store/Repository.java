package dev.pawl.store;

import java.util.List;
import java.util.Optional;

/**
 * Where submitted runs live. An engine is given one; several engines of a process may share it. Thread-safe.
 *
 * <p>All methods of its parts throw {@link StoreException} when the store cannot do its work.
 */
public interface Repository extends AutoCloseable {
    RunLog log();

    RunQueue queue();

    Queues queues();

    RunQuery query();

    Definitions definitions();

    Mailbox mailbox();

    /** Whether what was committed outlives the process. */
    boolean isDurable();

    /** Why it cannot write at the moment; empty when all is well. */
    default Optional<StoreException> trouble() {
        return Optional.empty();
    }

    /** What has failed beside the runs, which go on: a backup, a pruning; a sentence each. */
    default List<String> warnings() {
        return List.of();
    }

    /** What it is and where, in a few words for messages. */
    @Override
    String toString();

    /** Commits what waits, then lets go of everything. What is appended later is refused. */
    @Override
    void close();
}
