package dev.pawl.feed;

import dev.pawl.event.EventFeed;
import dev.pawl.event.EventFilter;
import dev.pawl.event.ProgressEvent;
import dev.pawl.store.LogRow;
import dev.pawl.store.Repository;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All feeds of an engine. What was committed goes into one ring; a thread of its own wakes the readers, so that publishing costs the
 * same whether one or a thousand of them wait. Thread-safe.
 */
public final class Feeds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);
    private static final int RING = 4_096;
    private static final int KNOWN_RUNS = 10_000;

    private final Repository repository;
    private final BiFunction<LogRow, RunRow, ProgressEvent> decoding;
    private final Supplier<? extends Collection<Passing>> passing;
    private final Ring ring;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final Map<Long, RunRow> runs = new LinkedHashMap<>(16, 0.75f, true) { // guarded by itself
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, RunRow> eldest) {
                    return size() > KNOWN_RUNS;
                }
            };
    private final AutoCloseable watch;
    private volatile Thread waker;
    private volatile boolean news;
    private volatile boolean closed;

    /**
     * A passing event, and what it must not overtake.
     *
     * @param after the position of a recorded event that came before it
     */
    public record Passing(ProgressEvent event, long after) {}

    /**
     * @param decoding makes the event of a row
     * @param passing the newest passing event of each step that is under way
     */
    public Feeds(
            Repository repository,
            BiFunction<LogRow, RunRow, ProgressEvent> decoding,
            Supplier<? extends Collection<Passing>> passing) {
        this.repository = repository;
        this.decoding = decoding;
        this.passing = passing;
        this.ring = new Ring(RING, repository.log().lastPosition());
        this.watch = repository.log().watch(this::committed);
    }

    public EventFeed ofRun(RunRow run, long afterSeq) {
        return follow(new Source.OfRun(run.number(), run.spec().id(), afterSeq));
    }

    public EventFeed ofMany(EventFilter filter, long afterPosition) {
        return follow(new Source.OfMany(filter, number -> run(number).map(RunRow::spec), afterPosition));
    }

    private synchronized EventFeed follow(Source source) {
        if (closed) {
            throw new StoreException(StoreException.Reason.CLOSED, "events cannot be followed: the engine is closed");
        }
        if (waker == null) {
            waker = new Thread(this::wakeReaders, "pawl-feeds");
            waker.setDaemon(true);
            waker.start();
        }
        Follower follower = new Follower(this, source);
        followers.add(follower);
        return follower;
    }

    void closed(Follower follower) {
        followers.remove(follower);
    }

    private void committed(List<LogRow> rows) {
        ring.add(rows);
        changed();
    }

    /** There is something new for somebody. */
    public void changed() {
        if (!news && waker != null) {
            news = true;
            LockSupport.unpark(waker);
        }
    }

    private void wakeReaders() {
        while (!closed) {
            while (!news && !closed) {
                LockSupport.park(this);
            }
            news = false;
            followers.forEach(Feeds::wake);
        }
    }

    /** What one reader does when it is woken harms no other. */
    private static void wake(Follower follower) {
        try {
            follower.wake();
        } catch (Throwable t) {
            LOG.warn("a reader of events failed when it was told that there are new ones", t);
        }
    }

    Repository repository() {
        return repository;
    }

    Ring ring() {
        return ring;
    }

    Collection<Passing> passing() {
        return passing.get();
    }

    /** Empty when the run has been deleted. */
    Optional<ProgressEvent> event(LogRow row) {
        return run(row.run()).map(run -> decoding.apply(row, run));
    }

    /** Whether the run is not there any more. */
    boolean isGone(long run) {
        return repository.query().find(run).isEmpty();
    }

    private Optional<RunRow> run(long number) {
        synchronized (runs) {
            RunRow known = runs.get(number);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<RunRow> found = repository.query().find(number);
        synchronized (runs) {
            found.ifPresent(run -> runs.put(number, run));
        }
        return found;
    }

    @Override
    public void close() {
        List<Follower> open;
        synchronized (this) {
            closed = true;
            open = List.copyOf(followers);
        }
        LockSupport.unpark(waker);
        open.forEach(Feeds::end);
        try {
            watch.close();
        } catch (Exception e) {
            throw new IllegalStateException("a watch of " + repository + " could not be ended", e);
        }
    }

    private static void end(Follower follower) {
        try {
            follower.close();
        } catch (Throwable t) {
            LOG.warn("a reader of events failed when it was told that they have ended", t);
        }
    }
}
