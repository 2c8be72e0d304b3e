package dev.pawl.testing;

import static java.util.Objects.requireNonNull;

import dev.pawl.engine.Run;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.ProgressListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A listener that keeps the events of all runs as one list, to be compared as a whole:
 *
 * <pre>{@code
 * Recorder recorder = new Recorder();
 * try (WorkflowEngine engine = WorkflowEngine.builder().pipeline(hello).listener(recorder).build()) {
 *   engine.submit("hello", Inputs.none());
 *   recorder.await("completed", Duration.ofSeconds(10));
 * }
 * assertEquals(
 *     List.of("submitted", "started", "greet started", "greet done: Hello, Ada", "completed"), recorder.sentences());
 * }</pre>
 *
 * <p>The events of one run stand in order; those of different runs are mixed. Whoever has awaited a run may be a moment ahead of its
 * listeners, so a test that compares the whole list awaits its last event here. Nothing is ever dropped: one recorder serves one test.
 * Thread-safe.
 */
public final class Recorder implements ProgressListener {
    private final List<ProgressEvent> events = new ArrayList<>(); // guarded by this

    /** A recorder that has heard nothing. */
    public Recorder() {}

    @Override
    public synchronized void on(ProgressEvent event) {
        events.add(event);
        notifyAll();
    }

    /** All that was told until now. */
    public synchronized List<ProgressEvent> events() {
        return List.copyOf(events);
    }

    /** All that was told of one run until now. */
    public List<ProgressEvent> of(Run run) {
        return events().stream().filter(event -> event.run().equals(run.id())).toList();
    }

    /** All that was told until now, a {@link #sentence} each. */
    public List<String> sentences() {
        return events().stream().map(Recorder::sentence).toList();
    }

    /** All that was told of one run until now, a {@link #sentence} each. */
    public List<String> sentences(Run run) {
        return of(run).stream().map(Recorder::sentence).toList();
    }

    /**
     * What an event says, without what differs from run to run: the name and id of the run, durations, and hours that the engine has
     * reckoned. What a step itself says is left as it is.
     */
    public static String sentence(ProgressEvent event) {
        return Sentences.of(event);
    }

    /**
     * Waits until such an event is told, and gives the first one; at once when it is there already.
     *
     * @throws AssertionError when the limit is over before, with all that was told
     */
    public ProgressEvent await(Predicate<? super ProgressEvent> wanted, Duration limit) throws InterruptedException {
        requireNonNull(wanted, "wanted");
        long end = System.nanoTime() + limit.toNanos();
        int seen = 0;
        do {
            List<ProgressEvent> told = events();
            for (ProgressEvent event : told.subList(seen, told.size())) {
                if (wanted.test(event)) {
                    return event;
                }
            }
            seen = told.size();
        } while (isMoreTold(seen, end));
        throw new AssertionError("the event that is waited for was not told within " + limit + "; told were"
                + (seen == 0 ? " none" : "\n  " + String.join("\n  ", sentences())));
    }

    /**
     * Waits until an event is told whose {@link #sentence} begins with these words, and gives the first one.
     *
     * @throws AssertionError when the limit is over before, with all that was told
     */
    public ProgressEvent await(String words, Duration limit) throws InterruptedException {
        requireNonNull(words, "words");
        return await(event -> sentence(event).startsWith(words), limit);
    }

    private synchronized boolean isMoreTold(int seen, long end) throws InterruptedException {
        while (events.size() == seen) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }
}
