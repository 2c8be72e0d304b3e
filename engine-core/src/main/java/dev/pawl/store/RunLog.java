package dev.pawl.store;

import dev.pawl.event.EventFilter;
import java.util.List;
import java.util.function.Consumer;

/** The one log of all runs. Thread-safe. */
public interface RunLog {
    /**
     * Hands a checkpoint over; never blocks. While the store cannot write (the disk is full, another process holds the lock), the
     * commit stays open and is tried again; it is refused only when the run has another owner, when what is
     * appended does not follow the run's last row, or when the store is closed.
     */
    Commit append(Checkpoint checkpoint);

    /** The rows of a run after that seq, in order, at most {@code max}. */
    List<LogRow> read(long run, long afterSeq, int max);

    /** The rows of a run that the filter lets through, at most {@code max}. */
    List<LogRow> find(RowFilter filter, int max);

    /** The rows of all runs that the filter lets through, after that position, in order, at most {@code max}. */
    List<LogRow> follow(EventFilter filter, long afterPosition, int max);

    /** The position of the newest row; 0 when there is none. */
    long lastPosition();

    /**
     * Calls the watcher with all rows of each later transaction after its commit, in the order of positions, on a thread that
     * must not be held up. Closing what is returned ends it.
     */
    AutoCloseable watch(Consumer<List<LogRow>> watcher);
}
