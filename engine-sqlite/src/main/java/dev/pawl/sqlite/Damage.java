package dev.pawl.sqlite;

import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What of an open store is known to be damaged; each is logged when it is found first. Thread-safe. */
final class Damage {
    /** A store of which more is damaged has to be restored anyway. */
    private static final int MOST = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Damage.class);

    private final StoreFile file;
    private final Set<String> found = new LinkedHashSet<>(); // guarded by this

    Damage(StoreFile file) {
        this.file = file;
    }

    /** Somebody has met with that; what is no damage is passed over. */
    void met(StoreException failure) {
        if (failure.reason() == Reason.CORRUPT) {
            found(failure.getMessage());
        }
    }

    void found(String what) {
        boolean isNew;
        synchronized (this) {
            isNew = found.size() < MOST && found.add(what);
        }
        if (isNew) {
            LOG.error("{} is damaged; runs that are sound go on: {}", file, what);
        }
    }

    /** A sentence each. */
    synchronized List<String> all() {
        return new ArrayList<>(found);
    }
}
