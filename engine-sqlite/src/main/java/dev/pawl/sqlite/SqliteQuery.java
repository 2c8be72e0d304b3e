package dev.pawl.sqlite;

import static java.util.Objects.requireNonNull;

import dev.pawl.event.RunStatus;
import dev.pawl.store.EndedRuns;
import dev.pawl.store.RunQuery;
import dev.pawl.store.RunRow;
import dev.pawl.store.Wait;
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
    public List<EndedRuns.Ended> ended(EndedRuns which, long before, int max) {
        requireNonNull(which, "which");
        return readers.read(tables -> tables.search().ended(which, before, max));
    }

    @Override
    public Map<RunStatus, Long> counts() {
        return readers.read(tables -> tables.counts().byStatus());
    }

    @Override
    public List<Wait> waits(long run) {
        return readers.read(tables -> tables.waits().of(run));
    }

    @Override
    public List<Wait> waits(String kind, String name, long afterRun, String afterPath, int max) {
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
        requireNonNull(afterPath, "afterPath");
        return readers.read(tables -> tables.waits().page(kind, name, afterRun, afterPath, max));
    }
}
