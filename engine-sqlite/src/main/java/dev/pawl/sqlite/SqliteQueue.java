package dev.pawl.sqlite;

import static java.util.Objects.requireNonNull;

import dev.pawl.sqlite.OwnerTable.Owner;
import dev.pawl.store.RunQueue;
import dev.pawl.store.RunRow;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Who carries what, in the file. Thread-safe. */
record SqliteQueue(GroupWriter writer, Readers readers, Heart heart, Lookout lookout) implements RunQueue {
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
        heart.join(owner);
    }

    @Override
    public void leave(String owner) {
        requireNonNull(owner, "owner");
        heart.leave(owner);
        writer.call(ledger -> PutBack.ofLeaving(ledger, owner));
    }

    @Override
    public int takeOver(long now, Set<String> repeated) {
        List<Owner> gone = lookout.gone(readers.read(tables -> tables.owners().all(heart.patience())));
        if (gone.isEmpty() && readers.read(tables -> tables.search().stranded()).isEmpty()) {
            return 0;
        }
        return writer.call(ledger -> {
            heart.rejoin(ledger.tables().owners());
            for (Owner owner : gone) {
                ledger.tables().owners().lost(owner);
            }
            return PutBack.ofLost(ledger, now, repeated);
        });
    }
}
