package dev.pawl.sqlite.kill;

import dev.pawl.store.Mailbox;
import dev.pawl.store.Repository;
import dev.pawl.store.RunLog;
import dev.pawl.store.RunQueue;
import dev.pawl.testing.RepositoryAround;

/** A repository in whose ways stand the points at which a child can be killed. Thread-safe. */
record StoppingRepository(Repository real, Stops stops) implements RepositoryAround {
    @Override
    public RunLog log() {
        return new StoppingLog(real.log(), stops);
    }

    @Override
    public RunQueue queue() {
        return new StoppingQueue(real.queue(), stops);
    }

    @Override
    public Mailbox mailbox() {
        return new Mails(real.mailbox(), stops);
    }

    @Override
    public String toString() {
        return real.toString();
    }

    @Override
    public void close() {
        stops.reach(Point.BEFORE_STORE_CLOSE);
        real.close();
    }

    private record Mails(Mailbox real, Stops stops) implements RepositoryAround.Mails {
        @Override
        public long post(Mail mail) {
            stops.reach(Point.BEFORE_RESOLVE);
            long number = real.post(mail);
            stops.reach(Point.AFTER_RESOLVE);
            return number;
        }
    }
}
