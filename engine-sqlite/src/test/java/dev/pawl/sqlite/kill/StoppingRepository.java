package dev.pawl.sqlite.kill;

import dev.pawl.store.Definitions;
import dev.pawl.store.Mailbox;
import dev.pawl.store.Queues;
import dev.pawl.store.Repository;
import dev.pawl.store.RunLog;
import dev.pawl.store.RunQuery;
import dev.pawl.store.RunQueue;
import dev.pawl.store.StoreException;
import java.util.List;
import java.util.Optional;

/** A repository in whose ways stand the points at which a child can be killed. Thread-safe. */
record StoppingRepository(Repository inside, Stops stops) implements Repository {
    @Override
    public RunLog log() {
        return new StoppingLog(inside.log(), stops);
    }

    @Override
    public RunQueue queue() {
        return new StoppingQueue(inside.queue(), stops);
    }

    @Override
    public Queues queues() {
        return inside.queues();
    }

    @Override
    public RunQuery query() {
        return inside.query();
    }

    @Override
    public Definitions definitions() {
        return inside.definitions();
    }

    @Override
    public Mailbox mailbox() {
        Mailbox real = inside.mailbox();
        return new Mailbox() {
            @Override
            public long post(Mail mail) {
                stops.reach(Point.BEFORE_RESOLVE);
                long number = real.post(mail);
                stops.reach(Point.AFTER_RESOLVE);
                return number;
            }

            @Override
            public List<Mail> of(long run, int max) {
                return real.of(run, max);
            }

            @Override
            public List<Mail> toOwner(String owner, long afterNumber, int max) {
                return real.toOwner(owner, afterNumber, max);
            }
        };
    }

    @Override
    public boolean isDurable() {
        return inside.isDurable();
    }

    @Override
    public Optional<StoreException> trouble() {
        return inside.trouble();
    }

    @Override
    public String toString() {
        return inside.toString();
    }

    @Override
    public void close() {
        stops.reach(Point.BEFORE_STORE_CLOSE);
        inside.close();
    }
}
