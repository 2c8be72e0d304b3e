package dev.pawl.history;

import dev.pawl.event.ProgressEvent;
import dev.pawl.store.LogRow;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * How one kind of event is stored. Every later version reads the types and the names of the fields, so they stay as they are.
 * Immutable.
 *
 * @param type the word for the kind in a row
 * @param path the node it happened at; empty for the run itself
 * @param attempt 0 where there are no attempts
 * @param write gives the event's own fields to the writer
 * @param read makes the event again
 */
record EventForm<E extends ProgressEvent>(
        String type,
        Class<E> kind,
        Function<E, String> path,
        ToIntFunction<E> attempt,
        BiConsumer<E, EventWriter> write,
        Function<EventReader, E> read) {

    /** A kind of event about a whole run. */
    static <E extends ProgressEvent> EventForm<E> ofRun(
            String type, Class<E> kind, BiConsumer<E, EventWriter> write, Function<EventReader, E> read) {
        return new EventForm<>(type, kind, e -> "", e -> 0, write, read);
    }

    /** A kind of event about a whole run that says nothing but that it happened. */
    static <E extends ProgressEvent> EventForm<E> ofRun(String type, Class<E> kind, Function<EventReader, E> read) {
        return ofRun(type, kind, (e, out) -> {}, read);
    }

    /** A kind of event about a node, not about one of its attempts. */
    static <E extends ProgressEvent> EventForm<E> ofNode(
            String type,
            Class<E> kind,
            Function<E, String> path,
            BiConsumer<E, EventWriter> write,
            Function<EventReader, E> read) {
        return new EventForm<>(type, kind, path, e -> 0, write, read);
    }

    /** The row of an event of this kind. */
    LogRow row(long run, ProgressEvent event, EventWriter out, byte[] delta) {
        E e = kind.cast(event);
        write.accept(e, out);
        return new LogRow(
                run,
                e.seq(),
                e.position(),
                e.millis(),
                type,
                path.apply(e),
                attempt.applyAsInt(e),
                out.toText(),
                delta);
    }
}
