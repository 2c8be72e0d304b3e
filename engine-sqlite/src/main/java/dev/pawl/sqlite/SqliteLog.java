package dev.pawl.sqlite;

import dev.pawl.event.EventFilter;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.LogRow;
import dev.pawl.store.RowFilter;
import dev.pawl.store.RunLog;
import java.util.List;
import java.util.function.Consumer;

/** The log in the file. Thread-safe. */
record SqliteLog(GroupWriter writer, Readers readers, Outbox outbox) implements RunLog {
    @Override
    public Commit append(Checkpoint checkpoint) {
        return writer.append(new Append(checkpoint));
    }

    @Override
    public List<LogRow> read(long run, long afterSeq, int max) {
        return readers.read(tables -> tables.log().read(run, afterSeq, max));
    }

    @Override
    public List<LogRow> find(RowFilter filter, int max) {
        return readers.read(tables -> tables.log().find(filter, max));
    }

    @Override
    public List<LogRow> follow(EventFilter filter, long afterPosition, int max) {
        return readers.read(tables -> tables.log().follow(filter, afterPosition, max));
    }

    @Override
    public long lastPosition() {
        return readers.read(tables -> tables.log().lastPosition());
    }

    @Override
    public AutoCloseable watch(Consumer<List<LogRow>> watcher) {
        if (writer.isClosed()) {
            throw writer.closedNow();
        }
        return outbox.watch(watcher);
    }
}
