package dev.pawl.store;

import static java.util.Objects.requireNonNull;

import dev.pawl.event.RunStatus;

/**
 * What a checkpoint changes in the run's row. Immutable.
 *
 * <p>A run that stays RUNNING or CANCELLING keeps its owner; every other status lets go of it. A run that goes to WAITING or PARKED while
 * there is mail for it that its owner has not seen becomes QUEUED instead, in the same statement, so that no mail is overlooked; urgent mail
 * makes it due before all others. A run that
 * ends takes its mail with it.
 *
 * @param due for WAITING, the hour at which it may be claimed again; 0 when only mail wakes it. In milliseconds since 1970
 * @param snapshot the seq of a snapshot among the rows; 0 to leave it as it is
 * @param seenMail the number of the newest mail that the owner has looked at; 0 when it has seen none
 */
public record RunChange(RunStatus status, String reason, long due, long snapshot, long seenMail) {
    public RunChange {
        requireNonNull(status, "status");
        requireNonNull(reason, "reason");
    }

    public RunChange(RunStatus status, String reason, long due, long snapshot) {
        this(status, reason, due, snapshot, 0);
    }

    public static RunChange to(RunStatus status, String reason) {
        return new RunChange(status, reason, 0, 0, 0);
    }

    public RunChange seen(long newestMail) {
        return new RunChange(status, reason, due, snapshot, newestMail);
    }

    public boolean keepsOwner() {
        return status == RunStatus.RUNNING || status == RunStatus.CANCELLING;
    }

    /** Whether mail that was not seen makes the run QUEUED instead. */
    public boolean yieldsToMail() {
        return status == RunStatus.WAITING || status == RunStatus.PARKED;
    }
}
