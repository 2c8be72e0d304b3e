package dev.pawl.testing.race;

import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.Mailbox;
import dev.pawl.store.Repository;
import dev.pawl.store.RunLog;
import dev.pawl.store.RunQueue;
import dev.pawl.testing.RepositoryAround;
import java.util.List;
import java.util.Random;

/**
 * The repository of one engine, which takes a random moment before and after each append, claim and mail, so that what comes between has a
 * chance to. Nobody who polls finds mail: it has to be brought at once. Thread-safe.
 */
final class DawdlingRepository implements RepositoryAround {
    private static final int MOST_NANOS = 60_000;

    private final Repository real;
    private final Random random;
    private volatile String owner = "";

    DawdlingRepository(Repository real, Random random) {
        this.real = real;
        this.random = random;
    }

    @Override
    public Repository real() {
        return real;
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
        return new Log(this, real.log());
    }

    @Override
    public RunQueue queue() {
        return new DawdlingQueue(this, real.queue());
    }

    @Override
    public Mailbox mailbox() {
        return new Mails(this, real.mailbox());
    }

    @Override
    public String toString() {
        return real.toString();
    }

    private record Log(DawdlingRepository slow, RunLog real) implements RepositoryAround.Log {
        @Override
        public Commit append(Checkpoint checkpoint) {
            slow.dawdle();
            Commit commit = real.append(checkpoint);
            slow.dawdle();
            return commit;
        }
    }

    private record Mails(DawdlingRepository slow, Mailbox real) implements RepositoryAround.Mails {
        @Override
        public long post(Mail mail) {
            slow.dawdle();
            long number = real.post(mail);
            slow.dawdle();
            return number;
        }

        @Override
        public List<Mail> toOwner(String carrier, long afterNumber, int max) {
            return List.of();
        }
    }
}
