package dev.pawl.engine;

import dev.pawl.store.RunQuery;
import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.util.List;
import java.util.function.Consumer;

/** Goes through many runs, and past those whose rows are damaged. Immutable. */
record SoundRuns(RunQuery query, RunFilter filter) {
    private static final int PAGE = 1_000;

    /** @param damaged is given what is said of each row that cannot be read */
    void forEach(Consumer<RunRow> sound, Consumer<StoreException> damaged) {
        long before = Long.MAX_VALUE;
        int size = PAGE;
        while (size > 0) {
            List<RunRow> page;
            try {
                page = query.list(filter, before, size);
            } catch (StoreException e) {
                if (e.reason() != Reason.CORRUPT) {
                    throw e;
                }
                if (size == 1) {
                    damaged.accept(e);
                    before = past(e, before);
                }
                size = before > 0 ? 1 : 0;
                continue;
            }
            for (RunRow run : page) {
                sound.accept(run);
                before = run.number();
            }
            size = page.size() == size ? Math.min(PAGE, 2 * size) : 0;
        }
    }

    /** The number of the first row below that one, which cannot be read: whoever begins at it does not meet with it. */
    private long past(StoreException why, long before) {
        long sound = 0;
        long met = before;
        while (met - sound > 1) {
            long middle = sound + (met - sound) / 2;
            if (meets(why, middle)) {
                met = middle;
            } else {
                sound = middle;
            }
        }
        return sound;
    }

    private boolean meets(StoreException why, long before) {
        try {
            query.list(filter, before, 1);
            return false;
        } catch (StoreException e) {
            return why.getMessage().equals(e.getMessage());
        }
    }
}
