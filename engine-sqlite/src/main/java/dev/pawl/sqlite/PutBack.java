package dev.pawl.sqlite;

import dev.pawl.store.RunRow;
import dev.pawl.store.RunState;
import dev.pawl.store.StoreException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts runs whose owner is gone back into their queues. */
final class PutBack {
    static final long TIME_UNKNOWN = -1;

    private static final Logger LOG = LoggerFactory.getLogger(PutBack.class);

    private PutBack() {}

    /** Returns how many; a damaged one stays where it is and holds up nobody. */
    static int runs(Ledger ledger, List<Long> numbers, long now) throws SQLException {
        int count = 0;
        for (long number : numbers) {
            Optional<RunRow> run;
            try {
                run = ledger.tables().runs().find(number);
            } catch (StoreException e) {
                LOG.warn("Run {} cannot be put back", number, e);
                continue;
            }
            if (run.isPresent()) {
                RunState old = run.get().state();
                long updated = now == TIME_UNKNOWN ? old.updated() : now;
                ledger.change(run.get(), old.putBack(updated));
                count++;
            }
        }
        return count;
    }
}
