package dev.pawl.sqlite;

import dev.pawl.store.RunRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives the next runs to an owner. A damaged row is passed over, so that it holds up nobody. Immutable. */
record Claim(List<String> queues, String owner, long now, int max) implements Operation<List<RunRow>> {
    /** How many are looked at: as many damaged ones may stand before a sound one. */
    private static final int LOOK = 4;

    @Override
    public List<RunRow> run(Ledger ledger) throws SQLException {
        List<RunRow> claimed = new ArrayList<>();
        while (claimed.size() < max && !ledger.tables().search().hasSuspect(owner)) {
            Optional<RunRow> next = next(ledger);
            if (next.isEmpty() || !mayCarry(next.get(), ledger.tables())) {
                break;
            }
            claimed.add(ledger.claim(next.get(), owner, now));
        }
        return claimed;
    }

    private boolean mayCarry(RunRow run, Tables tables) throws SQLException {
        return !run.state().isSuspect() || tables.search().carriedBy(owner).isEmpty();
    }

    private Optional<RunRow> next(Ledger ledger) throws SQLException {
        Tables tables = ledger.tables();
        List<RunSearch.Candidate> candidates = new ArrayList<>();
        for (String queue : queues) {
            candidates.addAll(tables.search().urgent(queue, LOOK));
        }
        for (String queue : candidates.isEmpty() ? queues : List.<String>of()) {
            if (tables.queues().hasRoom(queue)) {
                candidates.addAll(tables.search().ready(queue, LOOK));
                candidates.addAll(tables.search().due(queue, now, LOOK));
            }
        }
        candidates.sort((a, b) -> a.isBefore(b) ? -1 : 1);
        for (RunSearch.Candidate candidate : candidates) {
            Optional<RunRow> run = ledger.sound(candidate.number());
            if (run.isPresent()) {
                return run;
            }
        }
        return Optional.empty();
    }
}
