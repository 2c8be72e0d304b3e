package dev.pawl.memory;

import static java.util.Objects.requireNonNull;

import dev.pawl.event.EventFilter;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.LogRow;
import dev.pawl.store.RowFilter;
import dev.pawl.store.RunLog;
import dev.pawl.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The log of an {@link InMemoryRepository}. Thread-safe. */
final class InMemoryRunLog implements RunLog {
    private final Gate gate;
    private final RunTable runs;
    private final LogBook book;
    private final Waits waits;
    private final Teller teller;

    InMemoryRunLog(Gate gate, RunTable runs, LogBook book, Waits waits, Teller teller) {
        this.gate = gate;
        this.runs = runs;
        this.book = book;
        this.waits = waits;
        this.teller = teller;
    }

    @Override
    public Commit append(Checkpoint checkpoint) {
        requireNonNull(checkpoint, "checkpoint");
        Commit commit;
        try {
            commit = gate.inside(() -> decide(checkpoint));
        } catch (StoreException closed) {
            return Commit.refused(closed);
        }
        teller.tell();
        return commit;
    }

    private Commit decide(Checkpoint checkpoint) {
        var known = runs.find(checkpoint.run());
        var refusal = Checkpoints.refusal(known, checkpoint);
        if (refusal.isPresent()) {
            return Commit.refused(refusal.get());
        }
        RunEntry entry = known.orElseThrow();
        checkpoint.taken().forEach(entry.mail()::remove);
        waits.change(checkpoint);
        List<LogRow> written = book.write(entry, checkpoint.rows());
        if (checkpoint.change().isPresent()) {
            runs.change(entry, Checkpoints.after(entry, checkpoint));
            if (entry.state().status().isTerminal()) {
                entry.mail().clear();
                waits.forget(entry.number());
            }
        }
        teller.note(written);
        return Commit.committed(written.isEmpty() ? 0 : written.get(0).position());
    }

    @Override
    public List<LogRow> read(long run, long afterSeq, int max) {
        return gate.inside(() ->
                runs.find(run).map(entry -> page(entry.rows(), afterSeq, max)).orElse(List.of()));
    }

    @Override
    public List<LogRow> find(RowFilter filter, int max) {
        requireNonNull(filter, "filter");
        return gate.inside(() -> runs.find(filter.run())
                .map(entry -> chosen(entry.rows(), filter, max))
                .orElse(List.of()));
    }

    private static List<LogRow> chosen(List<LogRow> rows, RowFilter filter, int max) {
        int from = (int) Math.min(rows.size(), Math.max(0, filter.after()));
        int to = (int) Math.max(from, Math.min(rows.size(), filter.before() - 1));
        List<LogRow> found = new ArrayList<>();
        for (int i = 0; i < to - from && found.size() < max; i++) {
            LogRow row = rows.get(filter.newestFirst() ? to - 1 - i : from + i);
            if (filter.lets(row)) {
                found.add(row);
            }
        }
        return found;
    }

    private static List<LogRow> page(List<LogRow> rows, long after, int max) {
        int from = (int) Math.min(rows.size(), Math.max(0, after));
        int size = Math.max(0, Math.min(max, rows.size() - from));
        return List.copyOf(rows.subList(from, from + size));
    }

    @Override
    public List<LogRow> follow(EventFilter filter, long afterPosition, int max) {
        requireNonNull(filter, "filter");
        return gate.inside(() -> book.follow(filter, afterPosition, max));
    }

    @Override
    public long lastPosition() {
        return gate.inside(book::lastPosition);
    }

    @Override
    public AutoCloseable watch(Consumer<List<LogRow>> watcher) {
        requireNonNull(watcher, "watcher");
        return gate.inside(() -> teller.watch(watcher));
    }
}
