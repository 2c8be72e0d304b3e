package dev.pawl.feed;

import dev.pawl.event.EventFeed;
import dev.pawl.event.ProgressEvent;
import dev.pawl.store.LogRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reader. While its place is in the ring it reads there; before, and when it has fallen behind, it reads pages of the store, and its
 * place is where the ring stood before a page that came back short: what was committed since is read in both, and given out once, by the
 * cursor. Thread-safe.
 */
final class Follower implements EventFeed {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

    /** Not in the ring: the store has to be read. */
    private static final long OUTSIDE = -1;

    private static final Runnable NOTHING = () -> {};

    private final Feeds feeds;
    private final Source source;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, ProgressEvent> told = new HashMap<>(); // passing, by run; guarded by lock
    private long cursor; // of what was given out; guarded by lock
    private long place = OUTSIDE; // guarded by lock
    private List<ProgressEvent> fetched = List.of(); // guarded by lock
    private Runnable ready = NOTHING; // guarded by lock
    private boolean ended; // guarded by lock

    Follower(Feeds feeds, Source source) {
        this.feeds = feeds;
        this.source = source;
        this.cursor = source.cursor();
    }

    @Override
    public List<ProgressEvent> next(int max, Duration timeout) throws InterruptedException {
        if (max < 1) {
            throw new IllegalArgumentException("max < 1: " + max);
        }
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.NANOSECONDS.convert(timeout);
            while (true) {
                if (fetch(max)) {
                    List<ProgressEvent> page = List.copyOf(fetched.subList(0, Math.min(max, fetched.size())));
                    fetched = List.copyOf(fetched.subList(page.size(), fetched.size()));
                    page.stream().filter(ProgressEvent::isRecorded).forEach(event -> cursor = source.cursorAt(event));
                    return page;
                }
                if (ended || left <= 0) {
                    return List.of();
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is something to give out; fetches it where there is nothing yet. */
    private boolean fetch(int max) {
        if (!fetched.isEmpty() || ended) {
            return !fetched.isEmpty();
        }
        List<Feeds.Passing> passing = List.copyOf(feeds.passing());
        long known = feeds.ring().newest();
        List<LogRow> rows = rows(max);
        while (!rows.isEmpty() && fetched.isEmpty()) {
            fetched = give(rows);
            // Those of runs that have been deleted give nothing.
            rows = fetched.isEmpty() ? rows(max) : rows;
        }
        if (rows.isEmpty()) {
            fetched = news(passing, known);
        }
        return !fetched.isEmpty();
    }

    /** New rows in order; when there are none, everything committed before this call has been given out. */
    private List<LogRow> rows(int max) {
        while (place != OUTSIDE) {
            List<LogRow> page = feeds.ring().from(place, max);
            if (page == null) {
                place = OUTSIDE;
            } else if (page.isEmpty()) {
                return page;
            } else {
                place += page.size();
                List<LogRow> wanted = page.stream().filter(source::wants).toList();
                if (!wanted.isEmpty()) {
                    return wanted;
                }
            }
        }
        long head = feeds.ring().head();
        List<LogRow> page = source.read(feeds.repository().log(), max);
        if (page.size() < max) {
            place = head;
        }
        if (page.isEmpty() && source instanceof Source.OfRun one && feeds.isGone(one.run())) {
            end();
        }
        return page;
    }

    private List<ProgressEvent> give(List<LogRow> rows) {
        List<ProgressEvent> events = new ArrayList<>(rows.size());
        for (LogRow row : rows) {
            Optional<ProgressEvent> found = feeds.event(row);
            source.passed(row);
            if (found.isPresent()) {
                ProgressEvent event = found.get();
                told.remove(event.run());
                events.add(event);
                if (event.isLast() && source instanceof Source.OfRun) {
                    end();
                }
            }
        }
        return events;
    }

    private void end() {
        ended = true;
        feeds.closed(this);
    }

    /**
     * The passing events that have changed since they were given out, and whose time has come.
     *
     * @param known up to that position everything recorded has been given out
     */
    private List<ProgressEvent> news(List<Feeds.Passing> passing, long known) {
        List<ProgressEvent> events = new ArrayList<>();
        for (Feeds.Passing each : passing) {
            ProgressEvent event = each.event();
            if (source.wants(event) && each.after() <= known && told.put(event.run(), event) != event) {
                events.add(event);
            }
        }
        return events;
    }

    @Override
    public void onReady(Runnable action) {
        lock.lock();
        try {
            ready = action;
        } finally {
            lock.unlock();
        }
        wake();
    }

    /** Something may be new. */
    void wake() {
        Runnable action = NOTHING;
        lock.lock();
        try {
            changed.signalAll();
            if (ready != NOTHING && (fetch(64) || ended)) {
                action = ready;
                ready = NOTHING;
            }
        } finally {
            lock.unlock();
        }
        call(action);
    }

    /** Whoever comes by calls it, and has nothing to do with what it throws. */
    private static void call(Runnable action) {
        try {
            action.run();
        } catch (Throwable t) {
            LOG.warn("a reader of events failed when it was told that it can go on", t);
        }
    }

    @Override
    public long cursor() {
        lock.lock();
        try {
            return cursor;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isEnded() {
        lock.lock();
        try {
            return ended && fetched.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        Runnable action;
        lock.lock();
        try {
            ended = true;
            fetched = List.of();
            changed.signalAll();
            action = ready;
            ready = NOTHING;
        } finally {
            lock.unlock();
        }
        feeds.closed(this);
        call(action);
    }
}
