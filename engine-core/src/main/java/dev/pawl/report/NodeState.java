package dev.pawl.report;

import java.util.Locale;

/** Where a node or one of its attempts stands. */
public enum NodeState {
    /** It has not begun. */
    PENDING,
    /** It is at work, as far as this engine knows. */
    RUNNING,
    /** It waits for a signal, an approval or an hour. */
    WAITING,
    /** An attempt has failed, and another one is due. */
    RETRYING,
    /** Its engine was gone before its end was known. */
    INTERRUPTED,
    DONE,
    /** It found nothing to do. */
    SKIPPED,
    /** It ended the whole run, which is complete with it. */
    STOPPED,
    /** Its last attempt failed, and its fallback was done in its place. */
    FELL_BACK,
    /** It was done in the run that this one goes on with. */
    KEPT,
    FAILED,
    /** It was left before its end, as others had decided or the run was stopped. */
    CANCELLED,
    /** It was done, and its compensation after it. */
    UNDONE,
    /** It was done, and its compensation has failed. */
    NOT_UNDONE,
    /** The run went another way, or has come to its end without it. */
    PASSED_OVER;

    /** Whether its work is done and still stands. */
    public boolean isCompleted() {
        return this == DONE || this == SKIPPED || this == STOPPED || this == FELL_BACK || this == KEPT;
    }

    /** Whether it has begun and is not over. */
    public boolean isOpen() {
        return this == RUNNING || this == WAITING || this == RETRYING || this == INTERRUPTED;
    }

    /** This state in small letters, as it stands in reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
