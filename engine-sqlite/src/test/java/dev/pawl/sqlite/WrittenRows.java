package dev.pawl.sqlite;

import dev.pawl.store.LogRow;
import java.util.ArrayList;
import java.util.List;

/** The log of all processes, in a list. Thread-safe. */
final class WrittenRows implements Outbox.Log {
    private final List<LogRow> rows = new ArrayList<>();

    /** Some process writes the next row. */
    synchronized List<LogRow> write() {
        long position = rows.size() + 1;
        LogRow row = Stores.row(1, position).at(position);
        rows.add(row);
        return List.of(row);
    }

    @Override
    public synchronized List<LogRow> after(long position, int max) {
        return List.copyOf(rows.stream()
                .filter(row -> row.position() > position)
                .limit(max)
                .toList());
    }

    @Override
    public synchronized long lastPosition() {
        return rows.size();
    }
}
