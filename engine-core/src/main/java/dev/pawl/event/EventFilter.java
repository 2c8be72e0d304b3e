package dev.pawl.event;

import static java.util.Objects.requireNonNull;

/**
 * Which runs a feed follows. Immutable.
 *
 * @param subject only runs of this subject; empty for any
 * @param queue only runs of this queue; empty for any
 */
public record EventFilter(String subject, String queue) {
    public EventFilter {
        requireNonNull(subject, "subject");
        requireNonNull(queue, "queue");
    }

    public static EventFilter all() {
        return new EventFilter("", "");
    }

    public static EventFilter ofSubject(String subject) {
        return new EventFilter(subject, "");
    }

    public static EventFilter ofQueue(String queue) {
        return new EventFilter("", queue);
    }
}
