package dev.pawl.sqlite;

import dev.pawl.sqlite.EndedTable.Place;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.sql.SQLException;
import java.util.Set;

/**
 * A part of a pruning: what is deleted in one transaction. A page of the store that is damaged refuses the pruning; it does not stop
 * others.
 *
 * @param from the runs up to here were looked at before
 */
record PruneSlice(PrunePlan plan, Place from) implements Operation<PruneSlice.Done> {
    /** About what goes into the write-ahead log. */
    private static final int BYTES = 256 << 10;

    /**
     * What was done.
     *
     * @param next up to where the runs were looked at
     * @param isLast whether there is nothing more to do
     * @param gone what was deleted
     * @param fingerprints of the runs that have gone
     */
    record Done(Place next, boolean isLast, Pruned gone, Set<String> fingerprints) {}

    @Override
    public int size() {
        return BYTES;
    }

    @Override
    public Done run(Ledger ledger) throws SQLException {
        try {
            return new Pruning(this, ledger).run();
        } catch (SQLException e) {
            if (SqlFailure.reason(e) == Reason.CORRUPT) {
                throw new StoreException(
                        Reason.CORRUPT,
                        "Cannot prune the store: a page of it is damaged; restore a backup: " + e.getMessage(),
                        e);
            }
            throw e;
        }
    }
}
