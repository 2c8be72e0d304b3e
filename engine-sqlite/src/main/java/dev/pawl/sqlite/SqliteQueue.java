package dev.pawl.sqlite;

import static java.util.Objects.requireNonNull;

import dev.pawl.store.RunQueue;
import dev.pawl.store.RunRow;
import java.util.List;

/** The queues in the file. Thread-safe. */
record SqliteQueue(GroupWriter writer) implements RunQueue {
    @Override
    public Accepted submit(NewRun run, String claimer) {
        return writer.call(new Submit(run, claimer));
    }

    @Override
    public List<RunRow> claim(List<String> queues, String owner, long now, int max) {
        if (owner.isEmpty()) {
            throw new IllegalArgumentException("owner is empty");
        }
        return writer.call(new Claim(List.copyOf(queues), owner, now, max));
    }

    @Override
    public void limit(String queue, int runs) {
        requireNonNull(queue, "queue");
        if (runs < 0) {
            throw new IllegalArgumentException("runs < 0: " + runs);
        }
        writer.call(ledger -> {
            ledger.tables().queues().limit(queue, runs);
            return null;
        });
    }

    @Override
    public void join(String owner) {
        requireNonNull(owner, "owner");
        writer.call(ledger -> {
            ledger.tables().queues().join(owner);
            return null;
        });
    }

    @Override
    public void leave(String owner) {
        requireNonNull(owner, "owner");
        writer.call(ledger -> {
            ledger.tables().queues().leave(owner);
            return PutBack.runs(ledger, ledger.tables().search().carriedBy(owner), PutBack.TIME_UNKNOWN);
        });
    }

    @Override
    public int takeOver(long now) {
        return writer.call(
                ledger -> PutBack.runs(ledger, ledger.tables().search().stranded(), now));
    }
}
