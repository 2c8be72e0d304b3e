package dev.pawl.store;

import java.util.Optional;

/**
 * A transaction that was handed over and is on its way. Any number of threads may wait for it, or nobody: then it rides along with the
 * next one, within 20 milliseconds. The commits of one run happen in the order of their appends. Thread-safe.
 */
public interface Commit {
    /** Whether it is decided: committed or refused. */
    boolean isDone();

    /** The position of its first row, the others follow without a gap; 0 until it is committed. */
    long position();

    /** Why it was refused; empty while it is open and when it was committed. */
    Optional<StoreException> refusal();

    /**
     * Commits on this thread when nobody else is at it or waits for it, which spares a lone run the hand-over; otherwise
     * only sees to it that it happens soon.
     *
     * @return whether it is decided now
     */
    boolean hurry();

    /** Waits until it is decided, and throws its refusal if it was refused. */
    void await() throws InterruptedException;

    /**
     * Runs the action once when it is decided, on the thread that decides it and must not be held up; at once if it is. This
     * makes nothing happen sooner.
     */
    void onDone(Runnable action);

    /** A commit that has happened, its first row at that position. */
    static Commit committed(long position) {
        return new DoneCommit(position, Optional.empty());
    }

    /** A commit that was refused. */
    static Commit refused(StoreException refusal) {
        return new DoneCommit(0, Optional.of(refusal));
    }
}
