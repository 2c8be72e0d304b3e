package dev.pawl.sqlite;

import java.sql.SQLException;

/**
 * Something that is written in a transaction, alone or together with others. It may be run more than once, as long as nothing of it was
 * committed. What it throws refuses it: a {@link dev.pawl.store.StoreException} before it has written anything leaves its neighbours
 * alone, everything else is tried again without them.
 *
 * @param <T> what it gives back
 */
@FunctionalInterface
interface Operation<T> {
    T run(Ledger ledger) throws SQLException;

    /** About how many bytes it writes. */
    default int size() {
        return 0;
    }
}
