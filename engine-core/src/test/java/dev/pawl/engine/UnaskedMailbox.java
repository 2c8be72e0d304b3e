package dev.pawl.engine;

import dev.pawl.store.Mailbox;
import java.util.List;

/** A mailbox in which those who look now and then find nothing, so that mail has to be brought. Thread-safe. */
record UnaskedMailbox(Mailbox real) implements Mailbox {
    @Override
    public long post(Mail mail) {
        return real.post(mail);
    }

    @Override
    public List<Mail> of(long run, int max) {
        return real.of(run, max);
    }

    @Override
    public List<Mail> toOwner(String owner, long afterNumber, int max) {
        return List.of();
    }
}
