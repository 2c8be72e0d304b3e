package dev.pawl.engine;

import dev.pawl.execution.RecordedRun;
import dev.pawl.feed.Feeds;
import dev.pawl.store.RunRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The runs that this engine carries now. One that has been let go of may be claimed again while those who had it are still on their way
 * out: then its number means the later place. Thread-safe.
 */
final class LiveRuns {
    private final Map<Long, Place> byNumber = new ConcurrentHashMap<>();
    private final Set<Place> all = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fewer = lock.newCondition();

    /** A run from its claim until it is let go of. Thread-safe. */
    static final class Place {
        private final RunRow row;
        private volatile Optional<RecordedRun> run = Optional.empty();
        private volatile boolean hasMail;
        private volatile boolean isDone;

        private Place(RunRow row) {
            this.row = row;
        }

        Optional<RecordedRun> run() {
            return run;
        }

        /** From here on news of mail reaches it; whether there was some before. */
        boolean carried(RecordedRun carried) {
            run = Optional.of(carried);
            return hasMail;
        }
    }

    /** A run is about to be carried. */
    Place claimed(RunRow run) {
        Place place = new Place(run);
        all.add(place);
        byNumber.put(run.number(), place);
        return place;
    }

    void over(Place place) {
        byNumber.remove(place.row.number(), place);
        all.remove(place);
        lock.lock();
        try {
            fewer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<RecordedRun> all() {
        return all.stream().flatMap(place -> place.run.stream()).toList();
    }

    List<Long> numbers() {
        return List.copyOf(byNumber.keySet());
    }

    /** The newest passing event of each step that is under way. */
    List<Feeds.Passing> passing() {
        List<Feeds.Passing> events = new ArrayList<>();
        for (RecordedRun run : all()) {
            run.passing().forEach(passing -> events.add(new Feeds.Passing(passing.event(), passing.after())));
        }
        return events;
    }

    Optional<RecordedRun> find(long number) {
        Place place = byNumber.get(number);
        return place == null ? Optional.empty() : place.run;
    }

    /** The id of a run whose end was committed by somebody else while this engine still carries it. */
    Optional<String> lost(long number) {
        Place place = byNumber.get(number);
        return place == null || place.run.filter(RecordedRun::hasEnded).isPresent()
                ? Optional.empty()
                : Optional.of(place.row.spec().id());
    }

    /** Whether this engine is about to tell how the run has ended. */
    boolean endsHere(long number) {
        Place place = byNumber.get(number);
        return place != null
                && !place.isDone
                && place.run.filter(RecordedRun::hasEnded).isPresent();
    }

    /** The run for which there is mail; one that is not there yet looks for it when it comes. */
    Optional<RecordedRun> mailed(long number) {
        Place place = byNumber.get(number);
        if (place == null) {
            return Optional.empty();
        }
        place.hasMail = true;
        return place.run;
    }

    /** It is not carried any more, though who awaits its end has not heard of it yet. */
    void done(Place place) {
        place.isDone = true;
    }

    /** How many are carried. */
    int count() {
        return (int) all.stream().filter(place -> !place.isDone).count();
    }

    /** Waits until none is left but those whose listeners this thread is in, at most that long; whether it came to that. */
    boolean awaitNone(long millis) {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        boolean interrupted = false;
        long toldHere = all().stream().filter(RecordedRun::isToldHere).count();
        lock.lock();
        try {
            while (all.size() > toldHere && left > 0) {
                try {
                    left = fewer.awaitNanos(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return all.size() <= toldHere;
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
