package dev.pawl.engine;

import dev.pawl.execution.RecordedRun;
import dev.pawl.feed.Feeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The runs that this engine carries now. Thread-safe. */
final class LiveRuns {
    private final Map<Long, Optional<RecordedRun>> byNumber = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fewer = lock.newCondition();

    /** A run is about to be carried. */
    void claimed(long number) {
        byNumber.put(number, Optional.empty());
    }

    void carried(long number, RecordedRun run) {
        byNumber.put(number, Optional.of(run));
    }

    void over(long number) {
        byNumber.remove(number);
        lock.lock();
        try {
            fewer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<RecordedRun> all() {
        return byNumber.values().stream().flatMap(Optional::stream).toList();
    }

    /** The newest passing event of each step that is under way. */
    List<Feeds.Passing> passing() {
        List<Feeds.Passing> events = new ArrayList<>();
        byNumber.values()
                .forEach(run -> run.flatMap(RecordedRun::passing)
                        .ifPresent(passing -> events.add(new Feeds.Passing(passing.event(), passing.after()))));
        return events;
    }

    /** Waits until none is left, at most that long; whether it came to that. */
    boolean awaitNone(long millis) {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        boolean interrupted = false;
        lock.lock();
        try {
            while (!byNumber.isEmpty() && left > 0) {
                try {
                    left = fewer.awaitNanos(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return byNumber.isEmpty();
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
