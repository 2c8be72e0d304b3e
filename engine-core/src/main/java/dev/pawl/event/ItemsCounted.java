package dev.pawl.event;

/**
 * A for-each has read its list and begins.
 *
 * @param size how many items there are
 */
public record ItemsCounted(RunInfo of, long seq, long position, long millis, String path, int size)
        implements ProgressEvent {
    @Override
    public String toString() {
        return of + " " + path + " has " + size + (size == 1 ? " item" : " items");
    }
}
