package dev.pawl.event;

import java.time.Duration;
import java.util.List;

/**
 * Events to be fetched, for a transport that has its own pace: first what was recorded after the cursor, then what happens, without a
 * gap and without a repetition. Passing events are mixed in when the reader is up to date, the newest of each step only.
 *
 * <p>A feed is read by one thread at a time. A slow reader delays nobody: it reads on from the store.
 */
public interface EventFeed extends AutoCloseable {
    /**
     * The next events, at most {@code max}; waits for the first one. Empty when the time is up, or when there will be no more
     * ({@link #isEnded}).
     */
    List<ProgressEvent> next(int max, Duration timeout) throws InterruptedException;

    /**
     * Runs the action once, as soon as {@link #next} would return something or the feed has ended; at once when that is so now. It
     * is called on a thread that must not be held up. A new one replaces the one before.
     */
    void onReady(Runnable action);

    /** Where a later feed would go on: the last {@code seq} of a feed of one run, the last {@code position} of another. */
    long cursor();

    /** Whether the last event of the run has been fetched, or the feed was closed. A feed of many runs ends only when closed. */
    boolean isEnded();

    @Override
    void close();
}
