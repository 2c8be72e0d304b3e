package dev.pawl.testing;

import dev.pawl.engine.RunResult;
import dev.pawl.event.ProgressEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that can be known of a run from outside when it is over. Immutable.
 *
 * @param end its status, where it ended and why
 * @param values by key, and the data of steps by {@code step.data}, in words
 * @param events all that were recorded
 * @param did what its bodies did
 */
record Outcome(
        String end, Map<String, String> values, List<ProgressEvent> events, List<WorkLog.Did> did, List<String> wrong) {

    static Outcome of(
            RunResult result, RandomWork work, List<ProgressEvent> events, List<WorkLog.Did> did, List<String> wrong) {
        Map<String, String> values = new TreeMap<>();
        for (WorkValues.Slot<?> slot : WorkValues.SLOTS) {
            result.find(slot.key()).ifPresent(value -> values.put(slot.key().name(), WorkValues.show(value)));
        }
        for (NodePlan node : work.nodes()) {
            try {
                values.put(node.path() + ".data", WorkValues.show(result.result(node.path())));
            } catch (dev.pawl.api.MissingValueException e) {
                values.remove(node.path() + ".data");
            }
        }
        String end = result.status() + " at '" + result.path() + "': " + result.message();
        return new Outcome(end, values, events, did, complaints(events, wrong));
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
}
