package dev.pawl.sqlite;

import static java.util.Objects.requireNonNull;

import dev.pawl.store.RunQueue;
import dev.pawl.store.RunRow;
import java.util.List;
import java.util.OptionalLong;

/** Who carries what, in the file. Thread-safe. */
record SqliteQueue(GroupWriter writer, Readers readers) implements RunQueue {
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
    public OptionalLong nextDue(List<String> queues, long now) {
        List<String> names = List.copyOf(queues);
        return readers.read(tables -> {
            long earliest = 0;
            for (String queue : names) {
                long next = tables.search().nextDue(queue, now);
                earliest = earliest == 0 || next != 0 && next < earliest ? next : earliest;
            }
            return earliest == 0 ? OptionalLong.empty() : OptionalLong.of(earliest);
        });
    }

    @Override
    public void join(String owner) {
        requireNonNull(owner, "owner");
        writer.call(ledger -> {
            ledger.tables().owners().join(owner);
            return null;
        });
    }

    @Override
    public void leave(String owner) {
        requireNonNull(owner, "owner");
        writer.call(ledger -> {
            ledger.tables().owners().leave(owner);
            return PutBack.runs(ledger, ledger.tables().search().carriedBy(owner), PutBack.TIME_UNKNOWN);
        });
    }

    @Override
    public int takeOver(long now) {
        return writer.call(
                ledger -> PutBack.runs(ledger, ledger.tables().search().stranded(), now));
    }
}
