package dev.pawl.testing;

import dev.pawl.api.MissingValueException;
import dev.pawl.api.Values;
import dev.pawl.engine.Run;
import dev.pawl.engine.RunResult;
import dev.pawl.event.EventFeed;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepResolved;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that can be known of a run from outside when it is over. Immutable.
 *
 * @param values by key, and the data of nodes by {@code node.data}, in words
 * @param events all that were recorded
 * @param crashedAt the position of the last event that was recorded before the crash; 0 when there was none
 * @param did what its bodies did
 */
record Outcome(
        RunStatus status,
        String path,
        String message,
        Map<String, String> values,
        List<ProgressEvent> events,
        long crashedAt,
        List<WorkLog.Did> did,
        List<String> wrong) {
    private static final int PAGE = 1_000;

    static Outcome of(
            RunResult result,
            RandomWork work,
            List<ProgressEvent> events,
            long crashedAt,
            List<WorkLog.Did> did,
            List<String> wrong) {
        return new Outcome(
                result.status(),
                result.path(),
                result.message(),
                values(result, work),
                events,
                crashedAt,
                did,
                complaints(events, wrong));
    }

    /** All values that a run may leave. */
    static Map<String, String> values(Values of, RandomWork work) {
        Map<String, String> values = new TreeMap<>();
        Stream.concat(WorkValues.SLOTS.stream(), work.all().flatMap(node -> node.slots().stream()))
                .forEach(slot -> of.find(slot.key())
                        .ifPresent(value -> values.put(slot.key().name(), WorkValues.show(value))));
        work.all().forEach(node -> data(of, node.id()).ifPresent(data -> values.put(node.id() + ".data", data)));
        return values;
    }

    private static Optional<String> data(Values of, String node) {
        try {
            return Optional.of(WorkValues.show(of.result(node)));
        } catch (MissingValueException e) {
            return Optional.empty();
        }
    }

    /** What the engine itself found, gaps in the numbering, and an end that is not there. */
    private static List<String> complaints(List<ProgressEvent> events, List<String> wrong) {
        List<String> all = new ArrayList<>(wrong);
        long seq = 0;
        for (ProgressEvent event : events) {
            if (event.seq() != ++seq) {
                all.add("event " + event.seq() + " stands where " + seq + " is next");
                seq = event.seq();
            }
        }
        if (events.isEmpty() || !events.get(events.size() - 1).isLast()) {
            all.add("the end of the run is not recorded");
        }
        return all;
    }

    /** All that is recorded by now. */
    static List<ProgressEvent> recorded(Run run) {
        List<ProgressEvent> events = new ArrayList<>();
        try (EventFeed feed = run.events(0)) {
            List<ProgressEvent> page = feed.next(PAGE, Duration.ZERO);
            while (!page.isEmpty()) {
                page.stream().filter(ProgressEvent::isRecorded).forEach(events::add);
                page = feed.next(PAGE, Duration.ZERO);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return events;
    }

    String end() {
        return status + " at '" + path + "': " + message;
    }

    /** What was decided about steps that were interrupted. */
    List<StepResolved> resolved() {
        return events.stream()
                .filter(StepResolved.class::isInstance)
                .map(StepResolved.class::cast)
                .toList();
    }

    /** What was recorded before the crash. */
    List<ProgressEvent> before() {
        return events.stream().filter(event -> event.position() <= crashedAt).toList();
    }
}
