package dev.pawl.store;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * One thing that happened in a run, as it is stored. The arrays are not copied: nobody changes them.
 *
 * @param run the number of the run
 * @param seq its number in the run, from 1
 * @param position its place in the order of commits; 0 until it is committed
 * @param millis when it happened
 * @param type what kind of event it is
 * @param path the node it happened at; empty for the run itself
 * @param event the public part: JSON text
 * @param delta the private part, which only the fold reads
 */
public record LogRow(
        long run,
        long seq,
        long position,
        long millis,
        String type,
        String path,
        int attempt,
        String event,
        byte[] delta) {
    public static final byte[] NO_DELTA = {};

    public LogRow {
        requireNonNull(type, "type");
        requireNonNull(path, "path");
        requireNonNull(event, "event");
        requireNonNull(delta, "delta");
    }

    public LogRow at(long place) {
        return new LogRow(run, seq, place, millis, type, path, attempt, event, delta);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogRow o
                && run == o.run
                && seq == o.seq
                && position == o.position
                && millis == o.millis
                && attempt == o.attempt
                && type.equals(o.type)
                && path.equals(o.path)
                && event.equals(o.event)
                && Arrays.equals(delta, o.delta);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(run * 31 + seq);
    }

    @Override
    public String toString() {
        return "run " + run + " #" + seq + " @" + position + " " + type + " " + path + " " + event + " + "
                + delta.length + " bytes";
    }
}
