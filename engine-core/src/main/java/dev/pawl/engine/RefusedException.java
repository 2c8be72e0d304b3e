package dev.pawl.engine;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.PawlException;

/** The engine does not take what it was given; nothing was begun and nothing written. */
public final class RefusedException extends PawlException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The engine is closed. */
        CLOSED,
        /** No such pipeline is registered. */
        UNKNOWN_PIPELINE,
        /** The pipeline has code that no other process could find again. */
        INLINE,
        /** Inputs are missing, unknown or of the wrong type. */
        INPUTS,
        /** The key stands for a run with other inputs. */
        KEY_TAKEN,
        /** There is no such run. */
        UNKNOWN_RUN,
        /** The run does not stand where this can be done. */
        WRONG_STATE
    }

    private final Reason reason;

    RefusedException(Reason reason, String message) {
        super(message);
        this.reason = requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }
}
