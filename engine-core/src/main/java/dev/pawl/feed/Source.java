package dev.pawl.feed;

import dev.pawl.event.EventFilter;
import dev.pawl.event.ProgressEvent;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunLog;
import dev.pawl.store.RunSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** Which rows a feed is about, and the cursor by which it counts them. Confined to one feed. */
sealed interface Source {
    List<LogRow> read(RunLog log, int max);

    /** Whether the row belongs to the feed and was not given out yet. */
    boolean wants(LogRow row);

    boolean wants(ProgressEvent passing);

    void passed(LogRow row);

    /** Where a feed that begins now begins. */
    long cursor();

    /** Where a feed goes on that has given out this recorded event. */
    long cursorAt(ProgressEvent event);

    /** One run, by its seq. */
    final class OfRun implements Source {
        private final long run;
        private final String id;
        private long seq;

        OfRun(long run, String id, long afterSeq) {
            this.run = run;
            this.id = id;
            this.seq = afterSeq;
        }

        long run() {
            return run;
        }

        @Override
        public List<LogRow> read(RunLog log, int max) {
            return log.read(run, seq, max);
        }

        @Override
        public boolean wants(LogRow row) {
            return row.run() == run && row.seq() > seq;
        }

        @Override
        public boolean wants(ProgressEvent passing) {
            return passing.run().equals(id);
        }

        @Override
        public void passed(LogRow row) {
            seq = row.seq();
        }

        @Override
        public long cursor() {
            return seq;
        }

        @Override
        public long cursorAt(ProgressEvent event) {
            return event.seq();
        }
    }

    /** Many runs, by position. */
    final class OfMany implements Source {
        private final EventFilter filter;
        private final LongFunction<Optional<RunSpec>> runs;
        private long position;

        /** @param runs what a run is; empty when it has been deleted */
        OfMany(EventFilter filter, LongFunction<Optional<RunSpec>> runs, long afterPosition) {
            this.filter = filter;
            this.runs = runs;
            this.position = afterPosition;
        }

        @Override
        public List<LogRow> read(RunLog log, int max) {
            return log.follow(filter, position, max);
        }

        @Override
        public boolean wants(LogRow row) {
            if (row.position() <= position) {
                return false;
            }
            if (filter.equals(EventFilter.all())) {
                return true;
            }
            return runs.apply(row.run()).filter(this::wants).isPresent();
        }

        private boolean wants(RunSpec run) {
            return (filter.subject().isEmpty() || filter.subject().equals(run.subject()))
                    && (filter.queue().isEmpty() || filter.queue().equals(run.queue()));
        }

        @Override
        public boolean wants(ProgressEvent passing) {
            return filter.queue().isEmpty()
                    && (filter.subject().isEmpty()
                            || filter.subject().equals(passing.of().subject()));
        }

        @Override
        public void passed(LogRow row) {
            position = row.position();
        }

        @Override
        public long cursor() {
            return position;
        }

        @Override
        public long cursorAt(ProgressEvent event) {
            return event.position();
        }
    }
}
