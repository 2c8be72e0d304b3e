package dev.pawl.execution;

import dev.pawl.event.FlowEnded;
import dev.pawl.event.FlowEnded.Outcome;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A parallel or a for-each whose branches or items are at work, each as a strand. The last one that ends carries the strand around it on.
 * Used under the run's lock. Confined to one run.
 */
abstract sealed class Fork permits JoinFork, ItemsFork {
    final RecordedRun run;
    final Strand parent;
    final Level at;
    final String path;
    private final Set<Strand> children = new LinkedHashSet<>();
    int done;
    int failed;
    private Exit decisive; // with what was thrown, which is known in this process only
    private Exit stopped;
    private boolean isStopping;

    Fork(Strand parent, Level at, String path) {
        this.run = parent.run;
        this.parent = parent;
        this.at = at;
        this.path = path;
    }

    /** Sends off what is to be at work now, as far as that is not so already. */
    abstract void sendOff();

    /** Whether it is decided how it comes out, so that what is still at work is not needed. */
    abstract boolean isDecided();

    /** What a branch or an item that has succeeded gives; null when it gives nothing. */
    abstract Object collected(Strand child);

    /** Everything has ended. */
    abstract void join();

    /** Goes on with it from what is known; the strand around lets go of its thread unless there is nothing to do. */
    Task begin() {
        parent.open = this;
        isStopping = isDecided() || at.wish(run.memory) != null;
        sendOff();
        if (children.isEmpty()) {
            parent.open = null;
            over();
            return Strand.GO_ON;
        }
        run.strands.idle(parent, Strand.State.FORKED);
        return Strand.IDLE;
    }

    void child(Level bottom) {
        Strand child = new Strand(run, this, bottom);
        if (isStopping) {
            bottom.stop = stopFor(bottom);
        }
        children.add(child);
        run.strands.add(child);
    }

    int atWork() {
        return children.size();
    }

    boolean isStopping() {
        return isStopping;
    }

    /** Has everything left that is still at work. */
    void stopChildren() {
        isStopping = true;
        for (Strand child : List.copyOf(children)) {
            child.stop(child.bottom, stopFor(child.bottom));
        }
    }

    private Exit stopFor(Level bottom) {
        Exit wish = stopped != null ? stopped : at.wish(run.memory);
        return wish == null ? Exit.CANCELLED : wish.forInside(bottom.path, run.memory.stoppedAt);
    }

    /** Counts a branch or an item that had ended before. */
    void count(FlowEnded end) {
        if (end != null) {
            done += end.outcome() == Outcome.DONE ? 1 : 0;
            failed += end.outcome() == Outcome.FAILED ? 1 : 0;
        }
    }

    /** A branch or an item is over; returns the strand that the thread goes on with, or null. */
    final Strand ended(Strand child, Exit exit) {
        children.remove(child);
        done += exit == null ? 1 : 0;
        failed += exit != null && exit.kind() == Exit.Kind.FAILED ? 1 : 0;
        if (exit == null) {
            run.flows.flowEnded(child.bottom.path, Outcome.DONE, "", "", collected(child));
        } else if (exit.kind() == Exit.Kind.STOPPED) {
            stopped = exit;
            stopChildren();
        } else {
            Outcome outcome = exit.kind() == Exit.Kind.FAILED ? Outcome.FAILED : Outcome.CANCELLED;
            run.flows.flowEnded(child.bottom.path, outcome, exit.path(), exit.message(), null);
            decisive = decisive == null && isDecided() ? exit : decisive;
        }
        if (isDecided() && !isStopping) {
            stopChildren();
        }
        sendOff();
        if (!children.isEmpty()) {
            return null;
        }
        parent.open = null;
        over();
        return parent;
    }

    private void over() {
        if (stopped != null) {
            at.leave(stopped);
        } else if (at.wish(run.memory) == null || isDecided()) {
            join();
        } else {
            at.exit = at.wish(run.memory);
        }
    }

    /** The failure by which it was lost: that many failures were more than could be borne. */
    void lose(List<FlowEnded> ends, int failuresThatLose) {
        FlowEnded end = ends.stream()
                .filter(e -> e.outcome() == Outcome.FAILED)
                .sorted(Comparator.comparingLong(FlowEnded::seq))
                .skip(failuresThatLose - 1L)
                .findFirst()
                .orElseThrow();
        boolean isKnown = decisive != null && decisive.path().equals(end.failedAt());
        Throwable cause = isKnown ? decisive.cause() : null;
        at.fail(end.failedAt(), end.message(), cause);
    }
}
