package dev.pawl.store;

import static java.util.Objects.requireNonNull;

/**
 * Which rows of one run are wanted. Immutable.
 *
 * @param run the number of the run
 * @param type only rows of this type
 * @param path only rows of this node and of what is in it; empty for all
 * @param after only rows with a greater seq
 * @param before only rows with a smaller seq
 * @param newestFirst whether the row with the greatest seq comes first
 */
public record RowFilter(long run, String type, String path, long after, long before, boolean newestFirst) {
    public RowFilter {
        requireNonNull(type, "type");
        requireNonNull(path, "path");
    }

    /** Those after that seq, in order. */
    public static RowFilter after(long run, String type, String path, long seq) {
        return new RowFilter(run, type, path, seq, Long.MAX_VALUE, false);
    }

    /** Those before that seq, the newest first. */
    public static RowFilter before(long run, String type, String path, long seq) {
        return new RowFilter(run, type, path, 0, seq, true);
    }

    /** Whether a row of the run is wanted. */
    public boolean lets(LogRow row) {
        return row.seq() > after && row.seq() < before && row.type().equals(type) && isIn(row.path());
    }

    private boolean isIn(String other) {
        return path.isEmpty()
                || other.startsWith(path)
                        && (other.length() == path.length()
                                || other.charAt(path.length()) == '/'
                                || other.charAt(path.length()) == '[');
    }
}
