package dev.pawl.engine;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A listener that keeps what it hears, and notices when it is called by two threads at once. For one run. Thread-safe. */
final class Heard implements ProgressListener {
    private final List<ProgressEvent> events = new ArrayList<>(); // guarded by this
    private final List<String> wrong = new ArrayList<>(); // guarded by this
    private final AtomicInteger inside = new AtomicInteger();
    private final String name;
    private final Consumer<ProgressEvent> check;

    Heard() {
        this("the listener", event -> {});
    }

    /** @param check throws an AssertionError when the event should not be heard now */
    Heard(String name, Consumer<ProgressEvent> check) {
        this.name = name;
        this.check = check;
    }

    @Override
    public void on(ProgressEvent event) {
        int others = inside.getAndIncrement();
        try {
            check.accept(event);
            if (others > 0) {
                throw new AssertionError("'" + event + "' is told while another event of the run is");
            }
        } catch (AssertionError e) {
            complain(e.getMessage());
        }
        synchronized (this) {
            events.add(event);
            notifyAll();
        }
        inside.decrementAndGet();
    }

    private synchronized void complain(String what) {
        wrong.add(what);
    }

    synchronized List<ProgressEvent> events() {
        return List.copyOf(events);
    }

    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    synchronized List<Class<?>> types() {
        return events.stream().<Class<?>>map(ProgressEvent::getClass).toList();
    }

    /** Waits until such an event was heard. */
    synchronized void await(Predicate<ProgressEvent> which, String what) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (events.stream().noneMatch(which)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError(name + " did not hear within 10 s of " + what + "; heard " + events);
            }
            wait(left);
        }
    }

    void awaitSeq(long seq) throws InterruptedException {
        await(event -> event.seq() == seq, "event " + seq);
    }

    void awaitEnd() throws InterruptedException {
        await(ProgressEvent::isLast, "the end");
    }
}
