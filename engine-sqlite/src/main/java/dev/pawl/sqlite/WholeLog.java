package dev.pawl.sqlite;

import dev.pawl.event.EventFilter;
import dev.pawl.store.LogRow;
import java.util.List;

/** What all processes have written, as it stands in the file. Thread-safe. */
record WholeLog(Readers readers) implements Outbox.Log {
    @Override
    public List<LogRow> after(long position, int max) {
        return readers.read(tables -> tables.log().follow(EventFilter.all(), position, max));
    }

    @Override
    public long lastPosition() {
        return readers.read(tables -> tables.log().lastPosition());
    }
}
