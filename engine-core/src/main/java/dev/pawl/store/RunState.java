package dev.pawl.store;

import static java.util.Objects.requireNonNull;

import dev.pawl.event.RunStatus;

/**
 * Where a run stands: a projection of its log, and who carries it. Immutable.
 *
 * @param reason why it waits, is parked or failed; empty otherwise
 * @param owner the engine that carries it; empty when none does
 * @param epoch counts the claims; only the holder of the newest may append
 * @param due not to be claimed before this hour, in milliseconds since 1970; {@link #URGENT} to be claimed whatever else there is
 * @param snapshot the seq of the newest snapshot row, where folding starts; 0 when there is none
 * @param updated when this row changed, in milliseconds since 1970; of a run that has ended, when it did
 * @param started when it was claimed first, in milliseconds since 1970; 0 before
 */
public record RunState(
        RunStatus status,
        String reason,
        String owner,
        long epoch,
        long due,
        long snapshot,
        long updated,
        long started) {
    /** Due before all others, in a queue that is full or paused too: somebody wants the run to be left. */
    public static final long URGENT = -1;

    public RunState {
        requireNonNull(status, "status");
        requireNonNull(reason, "reason");
        requireNonNull(owner, "owner");
    }

    public RunState with(RunStatus newStatus, String newReason, long now) {
        return new RunState(newStatus, newReason, owner, epoch, due, snapshot, now, started);
    }

    public RunState ownedBy(String newOwner, long newEpoch) {
        return new RunState(status, reason, newOwner, newEpoch, due, snapshot, updated, started);
    }
}
