package dev.pawl.memory;

import static java.util.Objects.requireNonNull;

import dev.pawl.event.RunStatus;
import dev.pawl.store.EndedRuns;
import dev.pawl.store.RunQuery;
import dev.pawl.store.RunRow;
import dev.pawl.store.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers from an {@link InMemoryRepository}. Thread-safe. */
final class InMemoryRunQuery implements RunQuery {
    private final Gate gate;
    private final RunTable runs;
    private final Waits waits;

    InMemoryRunQuery(Gate gate, RunTable runs, Waits waits) {
        this.gate = gate;
        this.runs = runs;
        this.waits = waits;
    }

    @Override
    public Optional<RunRow> find(String id) {
        requireNonNull(id, "id");
        return gate.inside(() -> runs.find(id).map(RunEntry::run));
    }

    @Override
    public Optional<RunRow> find(long number) {
        return gate.inside(() -> runs.find(number).map(RunEntry::run));
    }

    @Override
    public Optional<RunRow> findByKey(String key) {
        requireNonNull(key, "key");
        return gate.inside(() -> runs.findByKey(key).map(RunEntry::run));
    }

    @Override
    public List<RunRow> list(RunFilter filter, long before, int max) {
        requireNonNull(filter, "filter");
        return gate.inside(() -> page(filter, before, max));
    }

    private List<RunRow> page(RunFilter filter, long before, int max) {
        List<RunRow> page = new ArrayList<>();
        for (long number = Math.min(before - 1, runs.newest()); number > 0 && page.size() < max; number--) {
            RunRow run = runs.find(number).orElseThrow().run();
            if (lets(filter, run)) {
                page.add(run);
            }
        }
        return page;
    }

    @Override
    public List<EndedRuns.Ended> ended(EndedRuns which, long before, int max) {
        requireNonNull(which, "which");
        return gate.inside(() -> {
            List<EndedRuns.Ended> page = new ArrayList<>();
            for (long number = Math.min(before - 1, runs.newest()); number > 0 && page.size() < max; number--) {
                RunRow run = runs.find(number).orElseThrow().run();
                if (which.hold(run)) {
                    page.add(EndedRuns.Ended.of(run));
                }
            }
            return page;
        });
    }

    private static boolean lets(RunFilter filter, RunRow run) {
        return filter.status().map(run.state().status()::equals).orElse(true)
                && (filter.subject().isEmpty()
                        || filter.subject().equals(run.spec().subject()))
                && (filter.queue().isEmpty() || filter.queue().equals(run.spec().queue()))
                && (filter.origin().isEmpty()
                        || filter.origin().equals(run.spec().origin()));
    }

    @Override
    public Map<RunStatus, Long> counts() {
        return gate.inside(runs::counts);
    }

    @Override
    public List<Wait> waits(long run) {
        return gate.inside(() -> waits.of(run));
    }

    @Override
    public List<Wait> waits(String kind, String name, long afterRun, String afterPath, int max) {
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
        requireNonNull(afterPath, "afterPath");
        return gate.inside(() -> waits.page(kind, name, afterRun, afterPath, max));
    }
}
