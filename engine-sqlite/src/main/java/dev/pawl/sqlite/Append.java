package dev.pawl.sqlite;

import dev.pawl.store.Checkpoint;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunChange;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunState;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import dev.pawl.store.Wait;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Writes a checkpoint. Immutable. */
record Append(Checkpoint checkpoint) implements Operation<Void> {
    private static final int ROW = 100;

    @Override
    public int size() {
        int size = 0;
        for (LogRow row : checkpoint.rows()) {
            size += ROW + row.event().length() + row.delta().length;
        }
        return size;
    }

    @Override
    public Void run(Ledger ledger) throws SQLException {
        Carried run = ledger.carried(checkpoint.run()).orElse(null);
        if (run == null || !fits(run)) {
            // Memory may be old; the database decides.
            ledger.forget(checkpoint.run());
            run = ledger.carried(checkpoint.run()).orElseThrow(() -> fenced(ledger));
            if (run.row().state().epoch() != checkpoint.epoch()) {
                throw fenced(ledger);
            }
            if (!fits(run)) {
                throw outOfOrder(run.lastSeq());
            }
        }
        List<LogRow> rows = checkpoint.rows();
        for (int i = 0; i < rows.size(); i++) {
            if (!ledger.write(rows.get(i), checkpoint.epoch(), run)) {
                ledger.forget(checkpoint.run());
                throw fenced(ledger);
            }
        }
        for (long mail : checkpoint.taken()) {
            ledger.tables().mail().delete(mail, checkpoint.run());
        }
        wait(ledger.tables().waits());
        if (checkpoint.change().isPresent()) {
            change(ledger, run.row(), checkpoint.change().get());
        }
        return null;
    }

    private void wait(WaitTable waits) throws SQLException {
        for (String path : checkpoint.closed()) {
            waits.delete(checkpoint.run(), path);
        }
        for (Wait wait : checkpoint.opened()) {
            waits.put(wait);
        }
    }

    private boolean fits(Carried run) {
        if (run.row().state().epoch() != checkpoint.epoch()) {
            return false;
        }
        long seq = run.lastSeq();
        List<LogRow> rows = checkpoint.rows();
        for (int i = 0; i < rows.size(); i++) {
            LogRow row = rows.get(i);
            seq++;
            if (row.seq() != seq || row.run() != checkpoint.run()) {
                return false;
            }
        }
        return true;
    }

    private void change(Ledger ledger, RunRow run, RunChange change) throws SQLException {
        MailTable mail = ledger.tables().mail();
        Optional<Boolean> unseen =
                change.yieldsToMail() ? mail.isUrgentAfter(run.number(), change.seenMail()) : Optional.empty();
        if (change.status().isTerminal()) {
            mail.deleteAll(run.number());
            ledger.tables().waits().deleteAll(run.number());
        }
        ledger.change(run, run.state().after(checkpoint, unseen));
    }

    private StoreException fenced(Ledger ledger) {
        String now;
        try {
            now = ledger.tables()
                    .runs()
                    .find(checkpoint.run())
                    .map(Append::standing)
                    .orElse("there is no such run");
        } catch (SQLException e) {
            now = "its row cannot be read: " + e.getMessage();
        }
        return new StoreException(
                Reason.FENCED,
                "Refused a checkpoint of run " + checkpoint.run() + " in epoch " + checkpoint.epoch() + ": " + now);
    }

    private static String standing(RunRow run) {
        RunState state = run.state();
        String carrier = state.owner().isEmpty() ? "nobody carries it" : state.owner() + " carries it";
        return "it is " + state.status() + " in epoch " + state.epoch() + ", " + carrier;
    }

    private StoreException outOfOrder(long last) {
        return new StoreException(
                Reason.OUT_OF_ORDER,
                "Refused a checkpoint of run " + checkpoint.run() + ": its rows "
                        + checkpoint.rows().stream().map(LogRow::seq).toList() + " do not follow seq " + last);
    }
}
