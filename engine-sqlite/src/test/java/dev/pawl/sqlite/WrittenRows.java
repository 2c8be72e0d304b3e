package dev.pawl.sqlite;

import dev.pawl.store.LogRow;
import dev.pawl.store.StoreException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The log of all processes, in a list. Thread-safe. */
final class WrittenRows implements Outbox.Log {
    private final List<LogRow> rows = new ArrayList<>();
    private final Set<Long> damaged = new HashSet<>();
    private Throwable failure;

    /** Some process writes the next row. */
    synchronized List<LogRow> write() {
        long position = rows.size() + 1;
        LogRow row = Stores.row(1, position).at(position);
        rows.add(row);
        return List.of(row);
    }

    synchronized void damage(long position) {
        damaged.add(position);
    }

    /** Nothing can be read any more, for that reason; null when it can again. */
    synchronized void fail(Throwable why) {
        failure = why;
    }

    @Override
    public synchronized List<LogRow> after(long position, int max) {
        if (failure instanceof Error e) {
            throw e;
        } else if (failure instanceof RuntimeException e) {
            throw e;
        }
        List<LogRow> found = rows.stream()
                .filter(row -> row.position() > position)
                .limit(max)
                .toList();
        if (found.stream().anyMatch(row -> damaged.contains(row.position()))) {
            throw new StoreException(StoreException.Reason.CORRUPT, "a row is damaged");
        }
        return found;
    }

    @Override
    public synchronized long lastPosition() {
        return rows.size();
    }
}
