package dev.pawl.sqlite;

import static java.util.Objects.requireNonNull;

import dev.pawl.store.Mailbox;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunState;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The mail in the file. Thread-safe. */
record SqliteMailbox(GroupWriter writer, Readers readers) implements Mailbox {
    @Override
    public long post(Mail mail) {
        requireNonNull(mail, "mail");
        return writer.call(ledger -> post(ledger, mail));
    }

    private static long post(Ledger ledger, Mail mail) throws SQLException {
        RunRow run = ledger.tables()
                .runs()
                .find(mail.run())
                .orElseThrow(() -> new StoreException(
                        Reason.FAILED, "Refused mail for run " + mail.run() + ": there is no such run"));
        RunState state = run.state();
        if (state.status().isTerminal()) {
            throw new StoreException(
                    Reason.FAILED,
                    "Refused mail for run " + run.number() + " (" + run.spec().id() + "): it is " + state.status());
        }
        long number = ledger.tables().mail().insert(mail);
        Optional<RunState> woken = state.after(mail);
        if (woken.isPresent()) {
            ledger.change(run, woken.get());
        }
        return number;
    }

    @Override
    public List<Mail> of(long run, int max) {
        return readers.read(tables -> tables.mail().of(run, max));
    }

    @Override
    public List<Mail> toOwner(String owner, long afterNumber, int max) {
        requireNonNull(owner, "owner");
        return readers.read(tables -> tables.mail().toOwner(owner, afterNumber, max));
    }
}
