package dev.pawl.memory;

import dev.pawl.event.EventFilter;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunSpec;
import java.util.ArrayList;
import java.util.List;

/** The rows of all runs in the order of commits. Used under the gate's lock only. Thread-safe. */
final class LogBook {
    private final List<LogRow> rows = new ArrayList<>(); // the row with position n stands at n - 1
    private final RunTable runs;

    LogBook(RunTable runs) {
        this.runs = runs;
    }

    /** Writes the rows of one transaction; returns them with their positions. */
    List<LogRow> write(RunEntry entry, List<LogRow> transaction) {
        List<LogRow> written = new ArrayList<>(transaction.size());
        for (LogRow row : transaction) {
            LogRow placed = row.at(rows.size() + 1);
            rows.add(placed);
            entry.rows().add(placed);
            written.add(placed);
        }
        return List.copyOf(written);
    }

    long lastPosition() {
        return rows.size();
    }

    List<LogRow> follow(EventFilter filter, long afterPosition, int max) {
        List<LogRow> found = new ArrayList<>();
        for (long i = Math.max(0, afterPosition); i < rows.size() && found.size() < max; i++) {
            LogRow row = rows.get((int) i);
            if (lets(filter, row)) {
                found.add(row);
            }
        }
        return found;
    }

    private boolean lets(EventFilter filter, LogRow row) {
        if (filter.subject().isEmpty() && filter.queue().isEmpty()) {
            return true;
        }
        RunSpec spec = runs.find(row.run()).orElseThrow().spec();
        return (filter.subject().isEmpty() || filter.subject().equals(spec.subject()))
                && (filter.queue().isEmpty() || filter.queue().equals(spec.queue()));
    }
}
