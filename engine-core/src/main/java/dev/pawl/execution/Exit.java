package dev.pawl.execution;

import dev.pawl.history.RunMemory;

/**
 * Why a sequence is left before its end. Immutable.
 *
 * @param path the node that decided it; empty when none did
 * @param cause what was thrown, where it is known in this process; else null
 */
record Exit(Kind kind, String path, String message, Throwable cause) {
    enum Kind {
        FAILED,
        CANCELLED,
        /** A step has stopped the run, which is complete with it. */
        STOPPED
    }

    static final Exit CANCELLED = new Exit(Kind.CANCELLED, "", "", null);

    static Exit failed(String path, String message, Throwable cause) {
        return new Exit(Kind.FAILED, path, message, cause);
    }

    static Exit stopped(String path, String message) {
        return new Exit(Kind.STOPPED, path, message, null);
    }

    /** What it means to a sequence inside: it is cancelled, unless the step that has stopped the run is in it. */
    Exit forInside(String inside, String stoppedAt) {
        return kind == Kind.STOPPED && RunMemory.isIn(inside, stoppedAt) ? this : CANCELLED;
    }

    /** Whether what was done is undone. */
    boolean isUndone() {
        return kind != Kind.STOPPED;
    }
}
