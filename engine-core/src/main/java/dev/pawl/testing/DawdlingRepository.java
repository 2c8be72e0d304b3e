package dev.pawl.testing;

import dev.pawl.event.EventFilter;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.Definitions;
import dev.pawl.store.LogRow;
import dev.pawl.store.Mailbox;
import dev.pawl.store.Queues;
import dev.pawl.store.Repository;
import dev.pawl.store.RowFilter;
import dev.pawl.store.RunLog;
import dev.pawl.store.RunQuery;
import dev.pawl.store.RunQueue;
import dev.pawl.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * The repository of one engine, which takes a random moment before and after each append, claim and mail, so that what comes between has a
 * chance to. Nobody who polls finds mail: it has to be brought at once. Thread-safe.
 */
final class DawdlingRepository implements Repository {
    private static final int MOST_NANOS = 60_000;

    private final Repository real;
    private final Random random;
    private volatile String owner = "";

    DawdlingRepository(Repository real, Random random) {
        this.real = real;
        this.random = random;
    }

    void joined(String engine) {
        owner = engine;
    }

    /** The engine that uses this is taken for gone, though it is not. */
    void leave() {
        real.queue().leave(owner);
    }

    void comeBack() {
        real.queue().join(owner);
    }

    void dawdle() {
        if (random.nextInt(3) == 0) {
            RaceStart.spin(random.nextInt(MOST_NANOS));
        }
    }

    @Override
    public RunLog log() {
        return new Log(real.log());
    }

    @Override
    public RunQueue queue() {
        return new DawdlingQueue(this, real.queue());
    }

    @Override
    public Mailbox mailbox() {
        return new Mails(real.mailbox());
    }

    @Override
    public Queues queues() {
        return real.queues();
    }

    @Override
    public RunQuery query() {
        return real.query();
    }

    @Override
    public Definitions definitions() {
        return real.definitions();
    }

    @Override
    public boolean isDurable() {
        return real.isDurable();
    }

    @Override
    public Optional<StoreException> trouble() {
        return real.trouble();
    }

    @Override
    public String toString() {
        return real.toString();
    }

    @Override
    public void close() {
        real.close();
    }

    private final class Log implements RunLog {
        private final RunLog log;

        Log(RunLog log) {
            this.log = log;
        }

        @Override
        public Commit append(Checkpoint checkpoint) {
            dawdle();
            Commit commit = log.append(checkpoint);
            dawdle();
            return commit;
        }

        @Override
        public List<LogRow> find(RowFilter filter, int max) {
            return log.find(filter, max);
        }

        @Override
        public List<LogRow> read(long run, long afterSeq, int max) {
            return log.read(run, afterSeq, max);
        }

        @Override
        public List<LogRow> follow(EventFilter filter, long afterPosition, int max) {
            return log.follow(filter, afterPosition, max);
        }

        @Override
        public long lastPosition() {
            return log.lastPosition();
        }

        @Override
        public AutoCloseable watch(Consumer<List<LogRow>> watcher) {
            return log.watch(watcher);
        }
    }

    private final class Mails implements Mailbox {
        private final Mailbox mails;

        Mails(Mailbox mails) {
            this.mails = mails;
        }

        @Override
        public long post(Mail mail) {
            dawdle();
            long number = mails.post(mail);
            dawdle();
            return number;
        }

        @Override
        public List<Mail> of(long run, int max) {
            return mails.of(run, max);
        }

        @Override
        public List<Mail> toOwner(String carrier, long afterNumber, int max) {
            return List.of();
        }
    }
}
