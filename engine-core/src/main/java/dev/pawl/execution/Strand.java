package dev.pawl.execution;

import dev.pawl.api.TimeSource.Wake;
import dev.pawl.event.ProgressEvent;
import dev.pawl.store.Commit;
import dev.pawl.walk.BoundStep;
import java.util.Optional;

/**
 * One line of nodes of a run: the run itself, a branch of a parallel, or an item of a for-each. At most one thread carries it at a time;
 * while it waits, or while its branches are at work, none does. Where it is, is a chain of {@link Level}s, from the innermost outwards.
 *
 * <p>Used under the run's lock, but for what is marked. Confined to one run.
 */
final class Strand {
    /** There is more to do in the lock. */
    static final Task GO_ON = new Mark();

    /** There is nothing to do for this strand until somebody wakes it. */
    static final Task IDLE = new Mark();

    /** Where a strand stands. */
    enum State {
        /** A thread has it, or it is on its way to one. */
        BUSY,
        /** It waits for an hour, or for somebody. */
        WAITING,
        /** It needs a person. */
        PARKED,
        /** Its branches are at work. */
        FORKED,
        OVER
    }

    private static final class Mark implements Task {
        @Override
        public Runnable perform() {
            throw new IllegalStateException("nothing to perform");
        }

        @Override
        public boolean isAfterCommit() {
            return false;
        }
    }

    final RecordedRun run;
    final Fork fork; // null for the run itself
    final Level bottom;
    Level level;
    State state = State.BUSY;
    Task task;
    Runnable after;
    volatile Attempt attempt;
    Fork open;
    long due;
    String reason = "";
    String parking = "";
    Wake wake;
    Commit need = Commit.committed(0);

    /** The newest passing event; read by anyone. */
    private volatile Optional<Passing> passing = Optional.empty();

    Strand(RecordedRun run, Fork fork, Level bottom) {
        this.run = run;
        this.fork = fork;
        this.bottom = bottom;
        this.level = bottom;
    }

    /** Goes on until there is something to do outside of the lock, or nothing to do now. */
    Task advance() {
        Task next = GO_ON;
        while (next == GO_ON) {
            Level at = level;
            if (at.exit == null) {
                heed(at);
            }
            next = at.exit == null && !at.isAtEnd() ? run.enter(this, at) : leave(at);
        }
        return next;
    }

    /** What has begun inside is gone into first, so that it is left in the same way as if it had been under way. */
    private void heed(Level at) {
        Exit wish = at.wish(run.memory);
        if (wish == null) {
            return;
        }
        boolean hasBegunInside =
                !at.isAtEnd() && !(at.node() instanceof BoundStep) && run.memory.hasBegun(at.pathOf(at.node()));
        if (!hasBegunInside) {
            if (!at.isAtEnd() && run.memory.look(at.pathOf(at.node())).wait != null) {
                run.flows.waitOver(at.pathOf(at.node()));
            }
            at.exit = wish;
        }
    }

    private Task leave(Level at) {
        if (at.exit != null && at.exit.isUndone() && at.kind.unwinds()) {
            Optional<String> undo = run.memory.nextToUndo(at.path);
            if (undo.isPresent()) {
                return run.steps.undo(this, undo.get());
            }
        }
        Task last = run.steps.last(this, at);
        if (last != null) {
            return last;
        }
        Exit exit = at.exit == null || at.exit.kind() == Exit.Kind.STOPPED && at.failedLast != null
                ? at.failedLast
                : at.exit;
        return run.left(this, at, exit);
    }

    /** Goes back to the level around; it goes on behind its node, or is left too. */
    void up(Exit exit) {
        Level outer = level.outer;
        level = outer;
        if (exit == null) {
            outer.next++;
        } else {
            outer.leave(exit);
        }
    }

    /** Waits for an hour; 0 for ever, until somebody wakes it. */
    Task await(long hour, String why) {
        due = hour;
        reason = why;
        run.strands.idle(this, State.WAITING);
        return IDLE;
    }

    /** Needs a person. */
    Task park(String word, String why) {
        parking = word;
        reason = why;
        run.strands.idle(this, State.PARKED);
        return IDLE;
    }

    /** Somebody wants this level of the strand to be left. */
    void stop(Level target, Exit why) {
        if (target.stop == null && target.exit == null) {
            target.stop = why;
        }
        if (attempt != null) {
            if (!attempt.isProtected) {
                attempt.interrupt(Interruption.Reason.CANCEL);
            }
        } else if (open != null) {
            open.stopChildren();
        } else if (state == State.WAITING || state == State.PARKED) {
            run.strands.ready(this);
        }
    }

    void cancelWake() {
        if (wake != null) {
            wake.cancel();
            wake = null;
        }
    }

    /** Tells what is only worth knowing now. Called without the lock, by the body's thread or one of its own. */
    void pass(ProgressEvent event) {
        Passing newest = new Passing(event, run.recordedUpTo());
        passing = Optional.of(newest);
        run.pass(event);
    }

    /** The body is over, and what was passed of it is old. */
    void passed() {
        passing = Optional.empty();
    }

    Optional<Passing> passing() {
        return passing;
    }
}
