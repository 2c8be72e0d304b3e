package dev.pawl.testing;

import dev.pawl.store.Mailbox;

/** The mail of a {@link CrashingRepository}. Thread-safe. */
record CrashingMailbox(CrashingRepository crash, Mailbox real) implements RepositoryAround.Mails {
    @Override
    public long post(Mail mail) {
        crash.commit();
        return real.post(mail);
    }
}
