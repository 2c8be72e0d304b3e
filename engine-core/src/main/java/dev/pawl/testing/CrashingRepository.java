package dev.pawl.testing;

import static java.util.Objects.requireNonNull;

import dev.pawl.store.Mailbox;
import dev.pawl.store.Queues;
import dev.pawl.store.Repository;
import dev.pawl.store.RunLog;
import dev.pawl.store.RunQueue;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Simulates a crash: lets so many commits through and refuses every later one, so that what is stored is what a process that died there
 * has left. (The process goes on, so its threads do what a dead one's would not: a body that is under way comes to its end.)
 *
 * <pre>{@code
 * InMemoryRepository stored = InMemoryRepository.create();
 * CrashingRepository crashing = CrashingRepository.after(4, stored);
 * try (WorkflowEngine engine = WorkflowEngine.builder().repository(crashing).pipeline(publish).build()) {
 *   engine.submit("publish", Inputs.none());
 *   crashing.awaitCrash(Duration.ofSeconds(5));
 * }
 * try (WorkflowEngine engine = WorkflowEngine.builder().repository(crashing.left()).pipeline(publish).build()) {
 *   // goes on behind the fourth commit
 * }
 * }</pre>
 *
 * <p>A submit, an append and a mail are commits. Settings of queues are not counted, and are refused like the others when the crash has
 * come; then nothing is claimed either. Reading is never refused. An engine that is closed after the crash leaves without a word, as a dead one does. Thread-safe.
 */
public final class CrashingRepository implements RepositoryAround {
    private final Repository real;
    private final AtomicLong left;
    private final AtomicLong commits = new AtomicLong();
    private final Set<String> owners = ConcurrentHashMap.newKeySet();
    private final CountDownLatch crash = new CountDownLatch(1);
    private final AtomicReference<Runnable> told = new AtomicReference<>(() -> {});
    private final RunLog log;
    private final RunQueue queue;

    private CrashingRepository(long commits, Repository real) {
        this.left = new AtomicLong(commits);
        this.real = requireNonNull(real, "real");
        this.log = new CrashingLog(this, real.log());
        this.queue = new CrashingQueue(this, real.queue());
    }

    /** Lets that many commits through to the other repository. */
    public static CrashingRepository after(long commits, Repository real) {
        if (commits < 0) {
            throw new IllegalArgumentException("commits < 0: " + commits);
        }
        return new CrashingRepository(commits, real);
    }

    /** How many commits were let through. */
    public long commits() {
        return commits.get();
    }

    /** Waits until something is refused, at most that long; whether it came to that. */
    public boolean awaitCrash(Duration limit) throws InterruptedException {
        return crash.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs the action whenever something is refused, on the thread that it is refused to. */
    void onCrash(Runnable action) {
        told.set(action);
    }

    /**
     * The other repository, for the next engine. One on disk is to be closed and opened again; one in memory is told here that the engines
     * of the crashed one are gone, which it cannot find out.
     */
    public Repository left() {
        if (!real.isDurable()) {
            owners.forEach(real.queue()::leave);
        }
        return real;
    }

    @Override
    public Repository real() {
        return real;
    }

    /** Lets a commit through, or refuses it. */
    void commit() {
        if (left.getAndDecrement() <= 0) {
            throw refusal();
        }
        commits.incrementAndGet();
    }

    /** Refuses what is no commit when the crash has come. */
    void check() {
        if (hasCome()) {
            throw refusal();
        }
    }

    /** Whether nobody is to be given anything any more; that shows the crash, as a refusal would. */
    boolean isOver() {
        if (hasCome()) {
            shown();
        }
        return hasCome();
    }

    /** Whether every commit that is to come is refused. */
    boolean hasCome() {
        return left.get() <= 0;
    }

    private void shown() {
        crash.countDown();
        told.get().run();
    }

    private StoreException refusal() {
        shown();
        return new StoreException(
                Reason.CLOSED,
                real + " is refused after " + commits + " commits: a simulated crash; open what is left of it");
    }

    void joined(String owner) {
        owners.add(owner);
    }

    @Override
    public RunLog log() {
        return log;
    }

    @Override
    public RunQueue queue() {
        return queue;
    }

    @Override
    public Queues queues() {
        return new CrashingQueues(this, real.queues());
    }

    @Override
    public Mailbox mailbox() {
        return new CrashingMailbox(this, real.mailbox());
    }

    @Override
    public String toString() {
        return real + ", made to crash";
    }

    /** Without effect: {@link #left} is closed by whoever opened it. */
    @Override
    public void close() {}
}
