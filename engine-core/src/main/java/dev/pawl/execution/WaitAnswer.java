package dev.pawl.execution;

import java.util.Map;
import java.util.TreeMap;

/**
 * How a wait is answered. Immutable.
 *
 * @param puts the value that came along
 * @param mail the number of the mail it came with; 0 when the time was up
 */
record WaitAnswer(
        String outcome, String actor, String role, String comment, Map<String, RecordedContext.Put> puts, long mail) {
    static final String RECEIVED = "received";
    static final String WOKEN = "woken";

    /** Nobody has answered, and this is what was agreed on for that. */
    static WaitAnswer byTime(String outcome) {
        return new WaitAnswer(outcome, "", "", "", Map.of(), 0);
    }

    /** What later nodes read of it. */
    Map<String, Object> data(String hour) {
        Map<String, Object> data = new TreeMap<>();
        data.put("outcome", outcome);
        data.put("by", actor);
        data.put("role", role);
        data.put("comment", comment);
        data.put("at", hour);
        return data;
    }
}
