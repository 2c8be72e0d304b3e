package dev.pawl.execution;

import dev.pawl.api.TimeSource.Wake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Until when the run, and the pipelines inside it, have to be over. Used under the run's lock. Confined to one run. */
final class Deadlines {
    private final RecordedRun run;
    private final List<Deadline> all = new ArrayList<>();

    Deadlines(RecordedRun run) {
        this.run = run;
    }

    private record Deadline(Strand strand, Level level, long due, Duration limit, Wake wake) {
        boolean isOpen() {
            if (level.exit != null || level.stop != null || strand.state == Strand.State.OVER) {
                return false;
            }
            for (Level each = strand.level; each != null; each = each.outer) {
                if (each == level) {
                    return !level.isAtEnd();
                }
            }
            return false;
        }
    }

    void add(Strand strand, Level level, long due, Duration limit) {
        forgetThoseThatAreKept();
        all.add(new Deadline(strand, level, due, limit, run.with.time().wakeAtHour(due, run.alarms::ring)));
    }

    /** The earliest one; 0 when there is none. */
    long earliest() {
        forgetThoseThatAreKept();
        return all.stream().mapToLong(Deadline::due).min().orElse(0);
    }

    private void forgetThoseThatAreKept() {
        all.removeIf(deadline -> {
            if (deadline.isOpen()) {
                return false;
            }
            deadline.wake.cancel();
            return true;
        });
    }

    /** Has everything left that has taken too long. */
    void check() {
        long now = run.with.time().millis();
        for (Deadline deadline : List.copyOf(all)) {
            if (deadline.due <= now && deadline.isOpen()) {
                run.expired(deadline.strand, deadline.level, deadline.limit);
            } else if (deadline.isOpen()) {
                deadline.wake.cancel();
                all.remove(deadline);
                add(deadline.strand, deadline.level, deadline.due, deadline.limit);
            }
        }
    }

    void cancel() {
        all.forEach(deadline -> deadline.wake.cancel());
        all.clear();
    }
}
