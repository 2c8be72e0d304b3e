package dev.pawl.engine;

import dev.pawl.store.Definitions;
import dev.pawl.store.Mailbox;
import dev.pawl.store.Queues;
import dev.pawl.store.Repository;
import dev.pawl.store.RunLog;
import dev.pawl.store.RunQuery;
import dev.pawl.store.RunQueue;
import dev.pawl.store.StoreException;
import java.util.Optional;

/** A repository that is another one, but for what is replaced. */
interface RepositoryAround extends Repository {
    Repository real();

    @Override
    default RunLog log() {
        return real().log();
    }

    @Override
    default RunQueue queue() {
        return real().queue();
    }

    @Override
    default Queues queues() {
        return real().queues();
    }

    @Override
    default RunQuery query() {
        return real().query();
    }

    @Override
    default Definitions definitions() {
        return real().definitions();
    }

    @Override
    default Mailbox mailbox() {
        return real().mailbox();
    }

    @Override
    default boolean isDurable() {
        return real().isDurable();
    }

    @Override
    default Optional<StoreException> trouble() {
        return real().trouble();
    }

    @Override
    default void close() {
        real().close();
    }
}
