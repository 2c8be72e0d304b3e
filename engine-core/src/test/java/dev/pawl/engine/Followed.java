package dev.pawl.engine;

import dev.pawl.event.EventFeed;
import dev.pawl.event.ProgressEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads on in what is recorded of one run, each event as a short line. Confined to one thread. */
final class Followed {
    private final Run run;
    private final EventFeed feed;
    private final List<ProgressEvent> events = new ArrayList<>();

    private Followed(Run run) {
        this.run = run;
        this.feed = run.events(0);
    }

    static Followed of(Run run) {
        return new Followed(run);
    }

    /** All that was recorded of a run that has ended. */
    static List<String> ended(Run run) {
        Mode.ended(run);
        return of(run).toEnd().lines();
    }

    /** Reads until a line begins so. */
    Followed until(String line) {
        return until(event -> Told.line(event).startsWith(line), line);
    }

    Followed untilWaiting() {
        return until("waiting for");
    }

    Followed toEnd() {
        return until(ProgressEvent::isLast, "the end");
    }

    private Followed until(Predicate<ProgressEvent> last, String what) {
        try {
            while (true) {
                List<ProgressEvent> next = feed.next(1, Mode.LIMIT);
                if (next.isEmpty()) {
                    throw new AssertionError(run + " has nothing more to say, and '" + what + "' is not in " + lines());
                }
                if (next.get(0).isRecorded()) {
                    events.add(next.get(0));
                    if (last.test(next.get(0))) {
                        return this;
                    }
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while following " + run, e);
        }
    }

    List<ProgressEvent> events() {
        return events;
    }

    /** The lines read so far, but for those that say who carries the run. */
    List<String> lines() {
        return events.stream()
                .map(Told::line)
                .filter(line -> !line.equals("submitted") && !line.equals("run started"))
                .toList();
    }
}
