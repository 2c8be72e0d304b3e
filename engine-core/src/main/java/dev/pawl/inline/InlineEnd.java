package dev.pawl.inline;

/**
 * Why a sequence of a run that is not recorded is left before its end. Immutable.
 *
 * @param path the node that decided it; empty when none did
 * @param cause what was thrown; null when nothing was
 * @param limit the time that was up; null when none was
 */
record InlineEnd(Kind kind, String path, String message, Throwable cause, InlineLimit limit) {
    enum Kind {
        FAILED,
        /** A step has stopped the run, which is complete with it. */
        STOPPED,
        /** A deadline of the run, or of a pipeline inside it, is over. */
        EXPIRED
    }

    static InlineEnd failed(String path, String message, Throwable cause) {
        return new InlineEnd(Kind.FAILED, path, message, cause, null);
    }

    static InlineEnd stopped(String path, String message) {
        return new InlineEnd(Kind.STOPPED, path, message, null, null);
    }

    static InlineEnd expired(InlineLimit limit, String message) {
        return new InlineEnd(Kind.EXPIRED, limit.path, message, null, limit);
    }

    boolean is(Kind one) {
        return kind == one;
    }
}
