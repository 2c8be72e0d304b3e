package dev.pawl.engine;

import dev.pawl.store.Mailbox;
import dev.pawl.testing.RepositoryAround;
import java.util.List;

/** A mailbox in which those who look now and then find nothing, so that mail has to be brought. Thread-safe. */
record UnaskedMailbox(Mailbox real) implements RepositoryAround.Mails {
    @Override
    public List<Mail> toOwner(String owner, long afterNumber, int max) {
        return List.of();
    }
}
