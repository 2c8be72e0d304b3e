package dev.pawl.sqlite;

import dev.pawl.sqlite.EndedTable.Place;
import java.sql.SQLException;
import java.util.Set;

/**
 * A part of a pruning: what is deleted in one transaction. Immutable.
 *
 * @param oldest runs that ended before that hour are too old, in milliseconds since 1970
 * @param youngest runs that ended later than that are kept, whatever the limits are
 * @param from the runs up to here were looked at before
 */
record PruneSlice(Retention retention, long oldest, long youngest, Place from) implements Operation<PruneSlice.Done> {
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
        return new Pruning(this, ledger).run();
    }
}
