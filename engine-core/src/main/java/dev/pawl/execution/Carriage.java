package dev.pawl.execution;

import dev.pawl.store.Commit;
import dev.pawl.walk.Ending;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the strands of one run with threads. A worker performs what is foreign without a lock; what has come of it is recorded, and
 * everything up to the next foreign thing decided, in one {@link #turn} under the journal's lock, which is one transaction. Where a strand
 * has to wait, for a commit that others are busy with, for its branches, for a person or an hour, it lets go of its thread.
 *
 * <p>When no strand is busy any more, the run is let go of: it is over, WAITING, PARKED, or put back. Thread-safe.
 */
final class Carriage {
    private static final Logger LOG = LoggerFactory.getLogger(Carriage.class);

    private final RecordedRun run;
    private final Carrying with;
    private final Journal journal;
    private final Outbox outbox;
    private final Consumer<Optional<Ending>> whenOver;
    private final Strands strands; // guarded by the journal's lock
    private boolean isToBePutBack; // guarded by the journal's lock
    private boolean isHandedBack; // guarded by the journal's lock

    /** Written under the lock. */
    private volatile boolean isLetGo;

    private volatile boolean isOutOfMemory;

    Carriage(RecordedRun run, Strands strands, Journal journal, Outbox outbox, Consumer<Optional<Ending>> whenOver) {
        this.run = run;
        this.with = run.with;
        this.journal = journal;
        this.outbox = outbox;
        this.whenOver = whenOver;
        this.strands = strands;
    }

    /** Takes a strand on until it is over or has to wait. */
    void carry(Strand first) {
        try {
            Strand strand = first;
            while (strand != null) {
                strand = strand.task == null ? turn(strand) : perform(strand);
            }
        } catch (Throwable t) {
            isOutOfMemory |= t instanceof OutOfMemoryError;
            dropped();
            LOG.error("run {} could not be carried on, and is left alone until the engine closes", run.info, t);
        }
    }

    /** Does what is foreign, when all that must not be lost before it is committed. */
    private Strand perform(Strand strand) {
        Task task = strand.task;
        if (task.isAfterCommit()) {
            Commit open = strand.need;
            if (!open.isDone() && !open.hurry()) {
                open.onDone(() -> handOver(strand));
                return null;
            }
            outbox.tell();
            if (open.refusal().isPresent()) {
                LOG.debug(
                        "run {} is let go of: {}",
                        run.info,
                        open.refusal().get().getMessage());
                dropped();
                return null;
            }
            if (with.lost().test(run.row)) {
                LOG.debug("run {} is let go of: somebody else has taken it over", run.info);
                dropped();
                return null;
            }
            if (isLetGo || with.closing().getAsBoolean()) {
                strand.task = null;
                strand.attempt = null;
                return strand;
            }
        }
        strand.task = null;
        Runnable after = task.perform();
        if (after == null) {
            return null;
        }
        strand.after = after;
        return strand;
    }

    /** Records what has come of it, and goes on in the lock until there is something to perform. */
    private Strand turn(Strand first) {
        Strand strand = first;
        boolean leaves = false;
        boolean isGone;
        journal.lock.lock();
        try {
            isGone = isLetGo;
            if (!isGone) {
                strand = decide(strand);
                leaves = !strands.isAnyBusy();
                if (leaves) {
                    letGo();
                }
                journal.flush();
                if (strand != null) {
                    strand.need = journal.barrier();
                }
            }
        } finally {
            journal.lock.unlock();
        }
        if (isGone) {
            dropped();
            return null;
        }
        if (leaves) {
            leave();
        }
        return strand;
    }

    /** What has come of it, and what is next; in the lock. */
    private Strand decide(Strand first) {
        if (first.after != null) {
            Runnable after = first.after;
            first.after = null;
            after.run();
        }
        Strand next = first;
        if (with.closing().getAsBoolean() || isToBePutBack) {
            first.await(0, "");
            next = null;
        }
        next = strands.advance(next);
        if (!run.hasEnded()) {
            run.recorder.snapshotIfShorter();
        }
        return next;
    }

    /** Nobody has anything to do now. */
    private void letGo() {
        isLetGo = true;
        long due = run.deadlines.earliest();
        cancelWakes();
        if (run.hasEnded() || with.closing().getAsBoolean()) {
            return;
        }
        if (isToBePutBack) {
            run.recorder.putBack();
        } else {
            Rest.of(run, strands.all(), due);
        }
    }

    /** Waits for the last commit, tells, and hands the run back. */
    void leave() {
        isLetGo = true;
        Commit last = journal.barrier();
        if (!last.isDone() && !last.hurry()) {
            last.onDone(() -> with.workers().execute(this::leave));
            return;
        }
        outbox.tell();
        last.refusal().ifPresent(why -> LOG.debug("run {} is let go of: {}", run.info, why.getMessage()));
        over(last.refusal().isPresent() ? Optional.empty() : run.ending());
    }

    /**
     * A busy strand finds that the run is not carried on here: another owner has it, or the store is gone. Nothing more is begun, and the
     * run is over here when all bodies have ended.
     */
    private void dropped() {
        boolean isLast;
        journal.lock.lock();
        try {
            if (!isLetGo) {
                isLetGo = true;
                cancelWakes();
                strands.attempts().forEach(Attempt::drop);
            }
            strands.dropped();
            isLast = !strands.isAnyBusy() && !isHandedBack;
            isHandedBack |= isLast;
        } finally {
            journal.lock.unlock();
        }
        if (isLast && isOutOfMemory) {
            Rest.putBackForLater(run).onDone(() -> over(Optional.empty()));
        } else if (isLast) {
            over(Optional.empty());
        }
    }

    private void cancelWakes() {
        run.deadlines.cancel();
        strands.all().forEach(Strand::cancelWake);
    }

    void over(Optional<Ending> how) {
        with.outboxes().forget(run.info.id());
        whenOver.accept(how);
    }

    void handOver(Strand strand) {
        with.workers().execute(() -> carry(strand));
    }

    /** A body does not end though its grace is over. */
    void abandon(Attempt attempt) {
        boolean isDropped;
        journal.lock.lock();
        try {
            if (!attempt.giveUp()) {
                return;
            }
            LOG.warn("{} does not end though it was interrupted, and is left to itself", attempt);
            isDropped = isLetGo;
            if (!isDropped) {
                isToBePutBack = true;
                run.steps.abandoned(attempt);
                journal.flush();
                handOver(attempt.strand);
            }
        } finally {
            journal.lock.unlock();
        }
        if (isDropped) {
            dropped();
        }
    }

    /**
     * Changes something in the lock while the run is carried; without effect when it is not any more.
     *
     * @return whether it is
     */
    boolean within(Runnable action) {
        journal.lock.lock();
        try {
            if (!isLetGo) {
                action.run();
                journal.flush();
            }
            return !isLetGo;
        } finally {
            journal.lock.unlock();
        }
    }

    /** Interrupts the bodies that run now; their end is then not recorded, and they run again. */
    void interrupt() {
        journal.lock.lock();
        try {
            strands.attempts().forEach(attempt -> attempt.interrupt(Interruption.Reason.CLOSE));
        } finally {
            journal.lock.unlock();
        }
    }

    List<Passing> passing() {
        journal.lock.lock();
        try {
            return strands.all().stream()
                    .flatMap(strand -> strand.passing().stream())
                    .toList();
        } finally {
            journal.lock.unlock();
        }
    }
}
