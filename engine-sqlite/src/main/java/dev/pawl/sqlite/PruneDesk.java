package dev.pawl.sqlite;

import dev.pawl.sqlite.EndedTable.Place;
import dev.pawl.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prunes one open store, once at a time, in slices with a pause after each that is as long as the slice was: so others have the writer for
 * half of the time at least. Knows how the last pruning ended. Thread-safe.
 */
final class PruneDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PruneDesk.class);

    /** After that long, whoever waits for the end of a run, in whatever process, has heard of it. */
    private static final Duration HEARD = Duration.ofSeconds(10);

    private final GroupWriter writer;
    private final Readers readers;
    private final Damage damage;
    private final StoreLock lock;
    private final UnusedDefinitions definitions;
    private final Clock clock;
    private final Optional<Recurring> timer;
    private final ReentrantLock pruning = new ReentrantLock();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile StoreException trouble;

    PruneDesk(
            GroupWriter writer,
            Readers readers,
            Damage damage,
            StoreLock lock,
            Optional<RetentionSchedule> schedule,
            Clock clock) {
        this.writer = writer;
        this.readers = readers;
        this.damage = damage;
        this.lock = lock;
        this.clock = clock;
        definitions = new UnusedDefinitions(writer, readers);
        timer = schedule.map(by -> new Recurring(
                "pawl-retention", by.every(), clock, clock::instant, pause -> isPruned(by.retention(), pause)));
    }

    void start() {
        timer.ifPresent(Recurring::start);
    }

    Pruned prune(Retention retention) {
        pruning.lock();
        try {
            Pruned gone = pruneRuns(retention);
            gone = gone.plus(new Pruned(0, 0, definitions.drop(clock.instant())));
            trouble = null;
            LOG.debug("Pruned by {}: {}", retention, gone);
            return gone;
        } catch (StoreException e) {
            if (!isClosed()) {
                trouble = e;
                damage.met(e);
            }
            throw e;
        } finally {
            pruning.unlock();
        }
    }

    private Pruned pruneRuns(Retention retention) {
        Pruned gone = Pruned.NOTHING;
        PrunePlan plan = plan(retention, clock.instant());
        Place place = Place.FIRST;
        PruneSlice.Done done;
        do {
            if (isClosed()) {
                throw writer.closedNow();
            }
            long start = System.nanoTime();
            done = writer.call(new PruneSlice(plan, place));
            place = done.next();
            gone = gone.plus(done.gone());
            definitions.lost(done.fingerprints());
            if (!done.isLast()) {
                Threads.await(closing, System.nanoTime() - start);
            }
        } while (!done.isLast());
        return gone;
    }

    private PrunePlan plan(Retention retention, Instant now) {
        long ahead = retention.maxRuns().isEmpty()
                ? 0
                : readers.read(tables -> tables.ended().endedAfter(now.toEpochMilli()));
        return new PrunePlan(
                retention, retention.oldest(now), now.minus(HEARD).toEpochMilli(), ahead, new PruneMemory());
    }

    /** Prunes by the clock; says whether it was done. What two processes prune at once would take all of the writer's time. */
    boolean isPruned(Retention retention, Duration pause) {
        try {
            boolean isDone = lock.whileNobodyPrunes(() -> prune(retention));
            if (!isDone) {
                LOG.debug("Another process prunes the store; the next try is in {}", pause);
            }
            return isDone;
        } catch (StoreException e) {
            if (e.reason() != StoreException.Reason.CLOSED) {
                LOG.warn("The store was not pruned; the next try is in {}", pause, e);
            }
        } catch (RuntimeException e) {
            LOG.warn("The store was not pruned, and this is a mistake of Pawl; the next try is in {}", pause, e);
        }
        return false;
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }

    /** Why the last pruning failed; empty when it did not. */
    Optional<StoreException> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Stops what is being pruned, and waits for its end. */
    void close() {
        closing.countDown();
        timer.ifPresent(Recurring::close);
        pruning.lock();
        pruning.unlock();
    }
}
