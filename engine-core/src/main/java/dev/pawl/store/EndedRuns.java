package dev.pawl.store;

import static java.util.Objects.requireNonNull;

import dev.pawl.event.RunStatus;
import java.time.Instant;

/**
 * Which of the runs that have ended are meant: {@code EndedRuns.ofPipeline("publish").since(monday)}. Immutable.
 *
 * @param pipeline only runs of this pipeline, in any version; empty for any
 * @param subject only runs of this subject; empty for any
 * @param since only runs that ended at this hour or later, in milliseconds since 1970; 0 for all
 */
public record EndedRuns(String pipeline, String subject, long since) {
    public EndedRuns {
        requireNonNull(pipeline, "pipeline");
        requireNonNull(subject, "subject");
    }

    public static EndedRuns all() {
        return new EndedRuns("", "", 0);
    }

    public static EndedRuns ofPipeline(String name) {
        return new EndedRuns(name, "", 0);
    }

    public static EndedRuns ofSubject(String subject) {
        return new EndedRuns("", subject, 0);
    }

    public EndedRuns since(Instant hour) {
        return new EndedRuns(pipeline, subject, hour.toEpochMilli());
    }

    /** Whether this run is one of them. */
    public boolean hold(RunRow run) {
        return run.state().status().isTerminal()
                && run.state().updated() >= since
                && (pipeline.isEmpty() || pipeline.equals(run.spec().pipeline()))
                && (subject.isEmpty() || subject.equals(run.spec().subject()));
    }

    /**
     * The hours of a run that has ended, in milliseconds since 1970. Immutable.
     *
     * @param number of the run
     * @param started when it was claimed first
     */
    public record Ended(long number, RunStatus status, long created, long started, long ended) {
        public static Ended of(RunRow run) {
            return new Ended(
                    run.number(),
                    run.state().status(),
                    run.spec().created(),
                    run.state().started(),
                    run.state().updated());
        }
    }
}
