package dev.pawl.sqlite.neighbours;

import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.EventFeed;
import dev.pawl.event.EventFilter;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunEnded;
import dev.pawl.sqlite.SqliteRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The test's own engine on the street: it carries nothing and sees what the others do. Confined to one test. */
final class Watchman implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    final SqliteRepository repository;
    final WorkflowEngine engine;
    private final EventFeed feed;
    private final List<Seen> seen = new ArrayList<>();

    /** An event, and how long after its hour it was seen here. */
    record Seen(ProgressEvent event, long lateMillis) {}

    Watchman(Path store) {
        repository = SqliteRepository.open(store);
        engine = WorkflowEngine.builder().repository(repository).workers(0).build();
        feed = engine.events(EventFilter.all(), 0);
    }

    /** Waits until so many events of that kind have been seen since the beginning. */
    List<ProgressEvent> await(int howMany, Predicate<ProgressEvent> kind) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<ProgressEvent> found = seen(kind);
        while (found.size() < howMany) {
            if (System.nanoTime() > end) {
                throw new AssertionError("only " + found.size() + " of " + howMany + " events came");
            }
            look(Duration.ofSeconds(1)).stream().filter(kind).forEach(found::add);
        }
        return found;
    }

    /** Looks for so long, and returns how many events of that kind there have been since the beginning. */
    int watch(long millis, Predicate<ProgressEvent> kind) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            look(Duration.ofNanos(left));
        }
        return seen(kind).size();
    }

    private List<ProgressEvent> look(Duration patience) throws InterruptedException {
        List<ProgressEvent> events = feed.next(1_000, patience);
        events.forEach(event -> seen.add(new Seen(event, System.currentTimeMillis() - event.millis())));
        return events;
    }

    void awaitEnds(int howMany) throws InterruptedException {
        await(howMany, RunEnded.class::isInstance);
    }

    List<ProgressEvent> seen(Predicate<ProgressEvent> kind) {
        return new ArrayList<>(seen.stream().map(Seen::event).filter(kind).toList());
    }

    List<Seen> all() {
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        engine.close();
        repository.close();
    }
}
