package dev.pawl.sqlite;

import dev.pawl.event.RunStatus;
import dev.pawl.store.RunQuery;
import dev.pawl.store.RunRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions to the file. Thread-safe. */
record SqliteQuery(Readers readers) implements RunQuery {
    @Override
    public Optional<RunRow> find(String id) {
        return readers.read(tables -> tables.runs().findById(id));
    }

    @Override
    public Optional<RunRow> find(long number) {
        return readers.read(tables -> tables.runs().find(number));
    }

    @Override
    public Optional<RunRow> findByKey(String key) {
        return readers.read(tables -> tables.runs().findByKey(key));
    }

    @Override
    public List<RunRow> list(RunFilter filter, long before, int max) {
        return readers.read(tables -> tables.search().list(filter, before, max));
    }

    @Override
    public Map<RunStatus, Long> counts() {
        return readers.read(tables -> tables.counts().all());
    }
}
