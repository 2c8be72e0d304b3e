package dev.pawl.sqlite.kill;

import dev.pawl.event.ProgressEvent;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A recorded event with all that it says. Immutable.
 *
 * @param type as the store names it
 * @param path of its step; empty when it is about the run
 * @param rest everything else, by name
 */
record EventLine(String run, long seq, long position, String type, String path, int attempt, String rest) {
    static final String FINISHED = "step-finished";
    static final String FAILED = "step-failed";
    static final String RESOLVED = "step-resolved";
    static final String ENDED = "run-ended";
    static final String SUBMITTED = "run-submitted";

    private static final Set<String> NAMED = Set.of("of", "seq", "position", "path", "attempt");

    static EventLine of(ProgressEvent event) {
        Map<String, Object> parts = new TreeMap<>();
        for (RecordComponent part : event.getClass().getRecordComponents()) {
            try {
                parts.put(part.getName(), part.getAccessor().invoke(event));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("an event cannot be read: " + event, e);
            }
        }
        String path = parts.getOrDefault("path", "").toString();
        int attempt = (int) parts.getOrDefault("attempt", 0);
        parts.keySet().removeAll(NAMED);
        return new EventLine(
                event.run(), event.seq(), event.position(), type(event.getClass()), path, attempt, parts.toString());
    }

    private static String type(Class<?> event) {
        return event.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    static EventLine of(Note note) {
        List<String> f = note.fields();
        return new EventLine(
                f.get(0),
                Long.parseLong(f.get(1)),
                Long.parseLong(f.get(2)),
                f.get(3),
                f.get(4),
                Integer.parseInt(f.get(5)),
                f.get(6));
    }

    Note toNote(long stamp, String kind) {
        return Note.of(stamp, kind, run, seq, position, type, path, attempt, rest);
    }

    /** What the table of the log shows too. */
    String asStored() {
        return run + " #" + seq + " @" + position + " " + type + " " + path + " " + attempt;
    }

    @Override
    public String toString() {
        return asStored() + " " + rest;
    }
}
