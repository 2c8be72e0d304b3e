package dev.pawl.event;

/** Where a run stands. Three are final: once reached, nothing changes them. */
public enum RunStatus {
    /** Accepted, and waits for its turn. */
    QUEUED,
    /** Carried by an engine. */
    RUNNING,
    /** Waits for a signal, an approval or a point in time; holds no thread. */
    WAITING,
    /** Needs a person before it can go on. */
    PARKED,
    /** Undoing its steps because it was asked to stop. */
    CANCELLING,
    COMPLETED,
    FAILED,
    CANCELLED;

    public boolean isTerminal() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }
}
