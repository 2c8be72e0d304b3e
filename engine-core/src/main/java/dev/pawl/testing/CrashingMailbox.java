package dev.pawl.testing;

import dev.pawl.store.Mailbox;
import java.util.List;

/** The mail of a {@link CrashingRepository}. Thread-safe. */
record CrashingMailbox(CrashingRepository crash, Mailbox real) implements Mailbox {
    @Override
    public long post(Mail mail) {
        crash.commit();
        return real.post(mail);
    }

    @Override
    public List<Mail> of(long run, int max) {
        return real.of(run, max);
    }

    @Override
    public List<Mail> toOwner(String owner, long afterNumber, int max) {
        return real.toOwner(owner, afterNumber, max);
    }
}
