package dev.pawl.store;

import static java.util.Objects.requireNonNull;

import dev.pawl.event.RunStatus;
import dev.pawl.store.Mailbox.Mail;
import java.util.List;
import java.util.Optional;

/**
 * Where a run stands: a projection of its log, and who carries it. How one state follows from another is said here, for all stores. Immutable.
 *
 * @param reason why it waits, is parked or failed; empty otherwise
 * @param owner the engine that carries it; empty when none does
 * @param epoch counts the claims; only the holder of the newest may append
 * @param due not to be claimed before this hour, in milliseconds since 1970; {@link #URGENT} to be claimed whatever else there is
 * @param snapshot the seq of the newest snapshot row, where folding starts; 0 when there is none
 * @param updated when this row changed, in milliseconds since 1970; of a run that has ended, when it did
 * @param started when it was claimed first, in milliseconds since 1970; 0 before
 * @param claimed the seq of its newest row when it was claimed last; 0 before
 * @param strikes how many owners in a row were lost without having recorded anything of it
 */
public record RunState(
        RunStatus status,
        String reason,
        String owner,
        long epoch,
        long due,
        long snapshot,
        long updated,
        long started,
        long claimed,
        int strikes) {
    /** With so many strikes, an owner carries nothing beside it. */
    public static final int SUSPECT = 2;

    /** With so many strikes, it is not carried on until somebody wants it. */
    public static final int POISON = 3;

    /** Due before all others, in a queue that is full or paused too: somebody wants the run to be left. */
    public static final long URGENT = -1;

    public RunState {
        requireNonNull(status, "status");
        requireNonNull(reason, "reason");
        requireNonNull(owner, "owner");
    }

    /** Whether owners were lost with it that may have been lost because of it. */
    public boolean isSuspect() {
        return strikes >= SUSPECT;
    }

    /** A new run, which nobody carries yet. */
    public static RunState submitted(long due, long now) {
        return new RunState(RunStatus.QUEUED, "", "", 0, due, 0, now, 0, 0, 0);
    }

    /**
     * Carried by that owner from now on, in an epoch of its own.
     *
     * @param lastSeq of the newest row
     */
    public RunState claimedBy(String newOwner, long now, long lastSeq) {
        long hour = Math.max(0, due);
        long first = started == 0 ? now : started;
        return new RunState(RunStatus.RUNNING, "", newOwner, epoch + 1, hour, snapshot, now, first, lastSeq, strikes);
    }

    /** Carried by nobody any more, to be claimed again as it was before. */
    public RunState putBack(long now) {
        return queued(due, snapshot, now, strikes);
    }

    /**
     * As {@link #putBack}, because the owner is gone.
     *
     * @param hasProgress whether it had recorded anything that it would not record each time
     */
    public RunState takenOver(long now, boolean hasProgress) {
        return queued(due, snapshot, now, hasProgress ? 0 : strikes + 1);
    }

    /** Woken or brought forward by a mail; empty when the mail has to wait. */
    public Optional<RunState> after(Mail mail) {
        boolean isWoken = status == RunStatus.WAITING
                || status == RunStatus.PARKED
                || status == RunStatus.QUEUED && mail.urgent();
        return isWoken
                ? Optional.of(queued(hourOf(mail.urgent()), snapshot, mail.millis(), strikes))
                : Optional.empty();
    }

    /**
     * As a checkpoint leaves it.
     *
     * @param unseen whether any mail that the owner has not seen, and the checkpoint does not take, is urgent; empty when there is no such mail
     */
    public RunState after(Checkpoint checkpoint, Optional<Boolean> unseen) {
        if (checkpoint.change().isEmpty()) {
            return this;
        }
        RunChange change = checkpoint.change().get();
        List<LogRow> rows = checkpoint.rows();
        long now = rows.isEmpty() ? updated : rows.get(rows.size() - 1).millis();
        long newest = change.snapshot() == 0 ? snapshot : change.snapshot();
        if (change.yieldsToMail() && unseen.isPresent()) {
            return queued(hourOf(unseen.get()), newest, now, 0);
        }
        boolean isKept = change.keepsOwner();
        return new RunState(
                change.status(),
                change.reason(),
                isKept ? owner : "",
                epoch,
                change.due(),
                newest,
                now,
                started,
                claimed,
                isKept ? strikes : 0);
    }

    private static long hourOf(boolean isUrgent) {
        return isUrgent ? URGENT : 0;
    }

    private RunState queued(long hour, long newest, long now, int counted) {
        return new RunState(RunStatus.QUEUED, "", "", epoch, hour, newest, now, started, claimed, counted);
    }
}
