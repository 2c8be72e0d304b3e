package dev.pawl.store;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.PawlException;

/** The store could not do what it was asked; the reason says whether another try can help. */
public final class StoreException extends PawlException {
    private static final long serialVersionUID = 1L;

    /** Why a store refuses. */
    public enum Reason {
        /** The run has another owner now. */
        FENCED,
        /** The rows do not follow the run's last one. */
        OUT_OF_ORDER,
        /** The store was closed. */
        CLOSED,
        /** There is no room on the disk. */
        FULL,
        /** The file or its folder cannot be written. */
        READ_ONLY,
        /** Another process held the lock for too long. */
        BUSY,
        /** What was read is not what was written. */
        CORRUPT,
        /** The file belongs to another program, or to a newer version of this one. */
        FOREIGN,
        /** The queue holds as many runs as it may. */
        QUEUE_FULL,
        /** Anything else that the disk or the database said. */
        FAILED
    }

    private final Reason reason;

    public StoreException(Reason reason, String message) {
        this(reason, message, null);
    }

    public StoreException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }
}
