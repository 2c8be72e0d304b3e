package dev.pawl.execution;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunInfo;
import dev.pawl.store.Commit;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import dev.pawl.walk.EngineTime;
import dev.pawl.walk.Listeners;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;

/**
 * The outbox of each run that is being submitted or carried by this engine. A run may be claimed before the thread that submitted
 * it has come back: so its first event takes its place before the submit, and what comes later waits behind it. Thread-safe.
 */
public final class Outboxes {
    private static final long LOOK_NANOS = 5_000_000;

    private final Listeners listeners;
    private final Executor tellers;
    private final EngineTime time;
    private final Map<String, Outbox> byRun = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fewer = lock.newCondition();

    public Outboxes(Listeners listeners, Executor tellers, EngineTime time) {
        this.time = time;
        this.listeners = listeners;
        this.tellers = tellers;
    }

    Outbox of(String run) {
        return listeners.isEmpty()
                ? new Outbox(listeners, tellers, time)
                : byRun.compute(run, (r, known) -> {
                    Outbox outbox = known == null ? new Outbox(listeners, tellers, time) : known;
                    outbox.users++;
                    outbox.whenIdle(null);
                    return outbox;
                });
    }

    /**
     * Somebody who had the run does not need its outbox any more. It stays while others do, and while there is something to tell: whoever goes
     * on with the run tells behind that.
     */
    void forget(String run) {
        byRun.computeIfPresent(run, (r, outbox) -> {
            outbox.users--;
            if (outbox.users == 0) {
                outbox.whenIdle(() -> drop(run));
            }
            return outbox;
        });
        drop(run);
    }

    /** When nobody needs it and all is told. */
    private void drop(String run) {
        if (byRun.computeIfPresent(run, (same, outbox) -> kept(outbox)) != null) {
            return;
        }
        lock.lock();
        try {
            fewer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the listeners have heard all that may be told, at most that long; of a listener that calls this, not its own run. What waits for
     * a commit is not waited for.
     */
    public void awaitTold(long millis) {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        boolean interrupted = false;
        lock.lock();
        try {
            while (left > 0 && byRun.values().stream().anyMatch(Outboxes::isHeardElsewhere)) {
                try {
                    byRun.values().stream().filter(Outbox::isLeft).forEach(outbox -> tellers.execute(outbox::tell));
                    left -= LOOK_NANOS - Math.max(0, fewer.awaitNanos(Math.min(left, LOOK_NANOS)));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            lock.unlock();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isHeardElsewhere(Outbox outbox) {
        return outbox.isAtWork() && !outbox.isToldHere();
    }

    private static Outbox kept(Outbox outbox) {
        return outbox.users == 0 && outbox.isIdle() ? null : outbox;
    }

    public boolean isHeard() {
        return !listeners.isEmpty();
    }

    /** Keeps the place of the first event of a run that is about to be submitted. */
    public Place place(RunInfo info, LongFunction<ProgressEvent> first) {
        Place place = new Place(of(info.id()), info.id());
        place.outbox.recorded(place.commit, 0, first);
        return place;
    }

    /** A place that was kept. Confined to one thread. */
    public final class Place {
        private final Outbox outbox;
        private final String run;
        private final Promise commit = new Promise();
        private boolean isLeft;

        private Place(Outbox outbox, String run) {
            this.outbox = outbox;
            this.run = run;
        }

        /** The submit was committed at that position; the event is told before this returns, unless somebody else is telling. */
        public void taken(long position) {
            commit.decide(Commit.committed(position));
            outbox.tellFirst();
            leave();
        }

        /** There is no such run after all, or nobody knows; what comes later does not wait for it. */
        public void givenUp() {
            leave();
            commit.decide(Commit.refused(new StoreException(Reason.FAILED, "run " + run + " was not submitted")));
            outbox.tellFirst();
        }

        private void leave() {
            if (!isLeft) {
                isLeft = true;
                forget(run);
            }
        }
    }
}
