package dev.pawl.engine;

import dev.pawl.store.Repository;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a run is still carried here. While the repository is sure of it, nothing is asked. Immutable. */
record Ownership(Repository repository) {
    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);

    /** Whether somebody else has taken over the run since it was claimed here. */
    boolean isLost(RunRow claimed) {
        return !repository.isSure() && !isOurs(claimed);
    }

    private boolean isOurs(RunRow claimed) {
        try {
            return repository
                    .query()
                    .find(claimed.number())
                    .map(RunRow::state)
                    .filter(now -> now.epoch() == claimed.state().epoch())
                    .filter(now -> now.owner().equals(claimed.state().owner()))
                    .isPresent();
        } catch (StoreException e) {
            // What is recorded is refused if it is not ours; a store that cannot be read for a moment stops nothing.
            LOG.debug("it cannot be looked up whether run {} is still carried here", claimed.number(), e);
            return true;
        }
    }
}
