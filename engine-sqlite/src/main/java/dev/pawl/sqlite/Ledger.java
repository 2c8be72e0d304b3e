package dev.pawl.sqlite;

import dev.pawl.event.RunStatus;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunState;
import dev.pawl.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What operations write with: the tables, and what the writer remembers between transactions. What it remembers is never
 * trusted: a position or a number that is taken breaks a unique key, a count or an epoch that has changed makes an update miss. Then
 * the transaction is rolled back, everything is forgotten, and it is tried again. Confined to the writer.
 */
final class Ledger {
    private static final long UNKNOWN = -1;

    private final Tables tables;
    private final Damage damage;
    private final Map<Long, Carried> carried = new HashMap<>();
    private final Map<RunCount, Long> counts = new HashMap<>();
    private final Map<RunCount, Long> moves = new HashMap<>();
    private boolean countsKnown;
    private long position = UNKNOWN;
    private long number = UNKNOWN;
    private List<LogRow> rows = new ArrayList<>();

    Ledger(Tables tables, Damage damage) {
        this.tables = tables;
        this.damage = damage;
    }

    Tables tables() {
        return tables;
    }

    /** A run as it is in its table; empty for one that is unknown, and for one that is damaged, which is told. */
    Optional<RunRow> sound(long run) throws SQLException {
        try {
            return tables.runs().find(run);
        } catch (StoreException e) {
            met(e);
            return Optional.empty();
        }
    }

    /** What is wrong with a row that is passed over is told, and logged once. */
    void met(StoreException failure) {
        damage.met(failure);
    }

    /** A run that somebody carries, from memory where it is there; empty for one that is unknown or that nobody carries. */
    Optional<Carried> carried(long run) throws SQLException {
        Carried known = carried.get(run);
        if (known == null) {
            Optional<RunRow> row = tables.runs().find(run);
            if (row.isEmpty() || row.get().state().owner().isEmpty()) {
                return Optional.empty();
            }
            known = new Carried(row.get(), Carried.UNKNOWN);
            carried.put(run, known);
        }
        if (known.lastSeq() == Carried.UNKNOWN) {
            known.lastSeq(tables.log().lastSeq(run));
        }
        return Optional.of(known);
    }

    /** What was remembered of the run may be old. */
    void forget(long run) {
        carried.remove(run);
    }

    /** Writes a row of a carried run; says whether its owner still had it. */
    boolean write(LogRow row, long epoch, Carried run) throws SQLException {
        long next = lastPosition() + 1;
        if (!tables.log().insert(row, next, epoch)) {
            return false;
        }
        position = next;
        run.lastSeq(row.seq());
        rows.add(row);
        return true;
    }

    long nextNumber() throws SQLException {
        if (number == UNKNOWN) {
            number = tables.runs().newest();
        }
        return number + 1;
    }

    /** Writes a new run and its first row, unless there is a run with its id; says whether there was none. */
    boolean create(RunRow run, LogRow first) throws SQLException {
        long next = lastPosition() + 1;
        if (!tables.runs().insert(run)) {
            return false;
        }
        tables.log().insertFirst(first, next);
        number = run.number();
        position = next;
        rows.add(first);
        moves.merge(RunCount.of(run), 1L, Long::sum);
        remember(run, first.seq());
        return true;
    }

    /** Writes a new state of a run, which must still have the old one. */
    RunRow change(RunRow old, RunState state) throws SQLException {
        RunRow now = old.with(state);
        if (!tables.runs().update(old, now)) {
            throw new IllegalStateException("the row of run " + old.number() + " has changed behind the writer");
        }
        if (old.state().status() != state.status()) {
            moves.merge(RunCount.of(old), -1L, Long::sum);
            moves.merge(RunCount.of(now), 1L, Long::sum);
        }
        Carried known = carried.get(old.number());
        remember(now, known == null ? Carried.UNKNOWN : known.lastSeq());
        return now;
    }

    /** Gives a run to an owner. */
    RunRow claim(RunRow run, String owner, long now) throws SQLException {
        long lastSeq = tables.log().lastSeq(run.number());
        RunRow claimed = change(run, run.state().claimedBy(owner, now, lastSeq));
        remember(claimed, lastSeq);
        return claimed;
    }

    /** Deletes the row of a run that has ended; its log is left. */
    void drop(RunRow run) throws SQLException {
        tables.mail().deleteAll(run.number());
        tables.waits().deleteAll(run.number());
        if (!tables.runs().delete(run.number())) {
            throw new IllegalStateException("run " + run.number() + " has gone behind the writer");
        }
        moves.merge(RunCount.of(run), -1L, Long::sum);
        carried.remove(run.number());
    }

    private void remember(RunRow run, long lastSeq) {
        if (run.state().owner().isEmpty()) {
            carried.remove(run.number());
            return;
        }
        Carried known = carried.get(run.number());
        if (known == null) {
            carried.put(run.number(), new Carried(run, lastSeq));
        } else {
            known.row(run);
            known.lastSeq(lastSeq);
        }
    }

    private long lastPosition() throws SQLException {
        if (position == UNKNOWN) {
            position = tables.log().lastPosition();
        }
        return position;
    }

    /** Writes what the operations have left to the end; to be called before the commit. */
    void finish() throws SQLException {
        if (moves.isEmpty()) {
            return;
        }
        readCounts();
        for (var move : moves.entrySet()) {
            if (move.getValue() == 0) {
                continue;
            }
            long old = counts.getOrDefault(move.getKey(), 0L);
            long now = old + move.getValue();
            if (!tables.counts().set(move.getKey(), old, now)) {
                throw new IllegalStateException("the count of runs has changed behind the writer");
            }
            counts.put(move.getKey(), now);
        }
        moves.clear();
    }

    /** How many runs of the queue are QUEUED, with what this transaction has changed. */
    long queued(String queue) throws SQLException {
        readCounts();
        RunCount count = new RunCount(queue, RunStatus.QUEUED);
        return counts.getOrDefault(count, 0L) + moves.getOrDefault(count, 0L);
    }

    /** How many runs of all queues have ended, as {@link #queued}. */
    long ended() throws SQLException {
        readCounts();
        long ended = 0;
        for (var count : counts.entrySet()) {
            ended += count.getKey().status().isTerminal() ? count.getValue() : 0;
        }
        for (var move : moves.entrySet()) {
            ended += move.getKey().status().isTerminal() ? move.getValue() : 0;
        }
        return ended;
    }

    private void readCounts() throws SQLException {
        if (countsKnown) {
            return;
        }
        try {
            counts.putAll(tables.counts().all());
        } catch (StoreException e) {
            met(e);
            // With what this transaction has changed.
            counts.putAll(tables.counts().recount());
            moves.clear();
        }
        countsKnown = true;
    }

    /** The rows of this transaction, without their positions; they follow one another and the last has {@link #last}. */
    List<LogRow> rows() {
        return rows;
    }

    /** The position of the newest row; only known after one was written. */
    long last() {
        return position;
    }

    /** The transaction is over and done. */
    void committed() {
        if (!rows.isEmpty()) {
            rows = new ArrayList<>();
        }
    }

    /** The transaction is undone, or was another one's. */
    void forget() {
        carried.clear();
        counts.clear();
        moves.clear();
        countsKnown = false;
        position = UNKNOWN;
        number = UNKNOWN;
        rows = new ArrayList<>();
    }
}
