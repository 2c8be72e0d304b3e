package dev.pawl.registry;

import dev.pawl.pipeline.InvalidPipelineException.Problem;
import dev.pawl.pipeline.Limits;
import dev.pawl.pipeline.ReferenceLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One reading of the settings of a step, with all that is wrong with them. Before there is a run nobody knows where references lead: then
 * everything else is read, and nothing is made of what holds a reference. Confined to one reading.
 */
final class Reading {
    /** Stands for what cannot be had: it is wrong, or holds a reference and there is no run yet. */
    static final Object NOTHING = new Object();

    private static final int MESSAGE = 500;

    private final Optional<ReferenceLookup> run;
    private final List<Problem> problems = new ArrayList<>();
    private int count;
    private Exception thrown;

    private Reading(Optional<ReferenceLookup> run) {
        this.run = run;
    }

    static Reading withoutRun() {
        return new Reading(Optional.empty());
    }

    static Reading in(ReferenceLookup run) {
        return new Reading(Optional.of(run));
    }

    Optional<ReferenceLookup> run() {
        return run;
    }

    /** Always returns {@link #NOTHING}. */
    Object problem(Spot at, String message) {
        if (++count <= Limits.PROBLEMS) {
            problems.add(new Problem(at.path(), message));
        }
        return NOTHING;
    }

    /** A record does not take these settings. What it says may tell values of the run, of which some may be secret. */
    Object refused(Spot at, Class<?> record, Exception by) {
        if (run.isEmpty()) {
            return refused(at, by);
        }
        if (thrown == null) {
            thrown = by;
        }
        return problem(
                at,
                "is refused by the record " + record.getSimpleName() + " with a "
                        + by.getClass().getName()
                        + ", whose message may tell values of the run and is kept out of its log");
    }

    /** What is made of these settings does not take them. */
    Object refused(Spot at, Exception by) {
        if (thrown == null) {
            thrown = by;
        }
        String message = by.getMessage() == null ? by.getClass().getSimpleName() : by.getMessage();
        return problem(at, "is refused: " + Found.shortened(message, MESSAGE));
    }

    List<Problem> problems() {
        return problems;
    }

    int count() {
        return count;
    }

    /** What was thrown first, if anything was. */
    Optional<Exception> thrown() {
        return Optional.ofNullable(thrown);
    }
}
