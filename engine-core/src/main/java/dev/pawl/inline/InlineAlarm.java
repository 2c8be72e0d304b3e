package dev.pawl.inline;

/**
 * Interrupts the body of a step that is on the thread of its run when a time is up, and only that: a thread that is in the engine is
 * never interrupted. Thread-safe.
 */
final class InlineAlarm {
    private Thread body; // guarded by this
    private InlineLimit limits; // guarded by this; those of the body, the innermost first
    private InlineLimit first; // guarded by this; the one that has interrupted the body

    /** A body is about to run on the calling thread, under these limits; one whose time was up before interrupts it at once. */
    synchronized void enter(InlineLimit innermost) {
        body = Thread.currentThread();
        limits = innermost;
        first = null;
        for (InlineLimit limit = innermost; limit != null && first == null; limit = limit.outer) {
            if (limit.hasRung) {
                interrupt(limit);
            }
        }
    }

    /** The body is over; which limit has interrupted it, or null. The thread's flag is cleared only if one has. */
    synchronized InlineLimit leave() {
        body = null;
        limits = null;
        if (first != null) {
            Thread.interrupted();
        }
        return first;
    }

    synchronized void ring(InlineLimit rung) {
        rung.hasRung = true;
        for (InlineLimit limit = limits; limit != null && first == null; limit = limit.outer) {
            if (limit == rung) {
                interrupt(rung);
            }
        }
    }

    private void interrupt(InlineLimit why) {
        first = why;
        body.interrupt();
    }

    /** The outermost of these limits whose time is up; null when there is none. */
    synchronized InlineLimit over(InlineLimit innermost, long now) {
        InlineLimit over = null;
        for (InlineLimit limit = innermost; limit != null; limit = limit.outer) {
            if (limit.hasRung || limit.at <= now) {
                over = limit;
            }
        }
        return over;
    }
}
