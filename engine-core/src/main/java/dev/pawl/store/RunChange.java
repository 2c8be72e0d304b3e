package dev.pawl.store;

import static java.util.Objects.requireNonNull;

import dev.pawl.event.RunStatus;

/**
 * What a checkpoint changes in the run's row. Immutable.
 *
 * <p>A run that stays RUNNING or CANCELLING keeps its owner; every other status lets go of it. A run that goes to WAITING while there
 * is mail for it becomes QUEUED instead, in the same statement, so that no mail is overlooked.
 *
 * @param snapshot the seq of a snapshot among the rows; 0 to leave it as it is
 */
public record RunChange(RunStatus status, String reason, long due, long snapshot) {
    public RunChange {
        requireNonNull(status, "status");
        requireNonNull(reason, "reason");
    }

    public static RunChange to(RunStatus status, String reason) {
        return new RunChange(status, reason, 0, 0);
    }

    public boolean keepsOwner() {
        return status == RunStatus.RUNNING || status == RunStatus.CANCELLING;
    }
}
