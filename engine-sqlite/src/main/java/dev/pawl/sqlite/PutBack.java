package dev.pawl.sqlite;

import dev.pawl.store.RunRow;
import dev.pawl.store.RunState;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts runs whose owner is gone back into their queues; a damaged one stays where it is and holds up nobody. */
final class PutBack {
    private PutBack() {}

    /** How the state of a run follows from the one before. */
    @FunctionalInterface
    private interface Change {
        RunState of(RunRow run) throws SQLException;
    }

    /** What an owner carries that leaves. */
    static int ofLeaving(Ledger ledger, String owner) throws SQLException {
        ledger.tables().owners().leave(owner);
        List<Long> left = ledger.tables().search().carriedBy(owner);
        return runs(ledger, left, run -> run.state().putBack(run.state().updated()));
    }

    /**
     * What those carried who are not known as alive.
     *
     * @param repeated the types of rows that are no progress
     */
    static int ofLost(Ledger ledger, long now, Set<String> repeated) throws SQLException {
        LogTable log = ledger.tables().log();
        List<Long> stranded = ledger.tables().search().stranded();
        return runs(ledger, stranded, run -> {
            RunState state = run.state();
            return state.takenOver(now, log.hasOther(run.number(), state.claimed(), repeated));
        });
    }

    private static int runs(Ledger ledger, List<Long> numbers, Change change) throws SQLException {
        int count = 0;
        for (long number : numbers) {
            Optional<RunRow> run = ledger.sound(number);
            if (run.isPresent()) {
                ledger.change(run.get(), change.of(run.get()));
                count++;
            }
        }
        return count;
    }
}
