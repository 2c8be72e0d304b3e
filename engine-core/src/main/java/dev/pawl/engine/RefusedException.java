package dev.pawl.engine;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.PawlException;
import dev.pawl.store.Repository;

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
        WRONG_STATE,
        /** The pipeline waits for somebody or for an hour, which a run on the caller's thread cannot do. */
        WAITS,
        /** The pipeline has no wait of this name. */
        UNKNOWN_WAIT,
        /** Runs that outlive the process were asked for, and the repository does not keep them. */
        NOT_DURABLE,
        /** The role may not decide this. */
        ROLE,
        /** The engine has no such queue. */
        UNKNOWN_QUEUE,
        /** The queue holds as many runs as it may. */
        QUEUE_FULL,
        /** A listener would wait for what may never come while it waits. */
        WOULD_BLOCK
    }

    private final Reason reason;

    RefusedException(Reason reason, String message) {
        super(message);
        this.reason = requireNonNull(reason, "reason");
    }

    static RefusedException unknown(String run, Repository repository) {
        return new RefusedException(Reason.UNKNOWN_RUN, "there is no run '" + run + "' in " + repository);
    }

    public Reason reason() {
        return reason;
    }
}
