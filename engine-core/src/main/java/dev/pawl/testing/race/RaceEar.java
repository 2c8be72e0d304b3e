package dev.pawl.testing.race;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.ProgressListener;
import dev.pawl.testing.Expect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Hears what is recorded in runs, whichever engine tells it. Thread-safe. */
final class RaceEar implements ProgressListener {
    private final Map<String, List<ProgressEvent>> byRun = new HashMap<>(); // guarded by this

    @Override
    public synchronized void on(ProgressEvent event) {
        if (event.isRecorded()) {
            byRun.computeIfAbsent(event.run(), run -> new ArrayList<>()).add(event);
            notifyAll();
        }
    }

    /** Waits until that many events of the run were heard; what was heard then. */
    synchronized List<ProgressEvent> await(String run, int events) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Expect.LIMIT_SECONDS);
        while (heard(run).size() < events) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new AssertionError(
                        "the listeners heard " + heard(run).size() + " of " + events + " events: " + heard(run));
            }
            wait(millis);
        }
        return List.copyOf(heard(run));
    }

    synchronized void forget(String run) {
        byRun.remove(run);
    }

    private List<ProgressEvent> heard(String run) {
        return byRun.getOrDefault(run, List.of());
    }
}
