package dev.pawl.execution;

import dev.pawl.execution.Strand.State;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The strands of one run, and how many of them are busy. Used under the run's lock. */
final class Strands {
    private final RecordedRun run;
    private final Set<Strand> all = new LinkedHashSet<>();
    private int busy;
    private Strand heir;

    Strands(RecordedRun run) {
        this.run = run;
    }

    /** The strand that the whole run is; its thread is the caller's. */
    void begin(Strand root) {
        all.add(root);
        busy = 1;
    }

    void add(Strand strand) {
        all.add(strand);
        busy++;
        run.carriage.handOver(strand);
    }

    void idle(Strand strand, State state) {
        strand.state = state;
        busy--;
        if (all.size() > 1 && state == State.WAITING && strand.due > 0) {
            run.alarms.wake(strand);
        }
    }

    void ready(Strand strand) {
        if (strand.state == State.WAITING || strand.state == State.PARKED) {
            strand.state = State.BUSY;
            strand.cancelWake();
            busy++;
            run.carriage.handOver(strand);
        }
    }

    void readyAll() {
        List.copyOf(all).forEach(this::ready);
    }

    void over(Strand strand) {
        strand.state = State.OVER;
        all.remove(strand);
        busy--;
    }

    /** The strand that goes on with the thread of the one that is over; null for none. */
    void inherit(Strand strand) {
        heir = strand;
        if (strand != null) {
            strand.state = State.BUSY;
            busy++;
        }
    }

    /** Goes on until there is something to perform, or no strand for this thread any more. */
    Strand advance(Strand first) {
        Strand strand = first;
        while (strand != null && strand.task == null) {
            heir = null;
            Task task = strand.advance();
            if (task == Strand.IDLE) {
                strand = heir;
            } else {
                strand.task = task;
            }
        }
        return strand;
    }

    /** A busy one is given up for good. */
    void dropped() {
        busy--;
    }

    boolean isAnyBusy() {
        return busy > 0;
    }

    boolean isUnderWay(String path) {
        return attempts().stream().anyMatch(attempt -> attempt.path.equals(path));
    }

    List<Attempt> attempts() {
        return all.stream()
                .map(strand -> strand.attempt)
                .filter(Objects::nonNull)
                .toList();
    }

    Stream<Strand> in(State state) {
        return all.stream().filter(strand -> strand.state == state);
    }

    Collection<Strand> all() {
        return Collections.unmodifiableSet(all);
    }
}
