package dev.pawl.pipeline;

import dev.pawl.pipeline.InvalidPipelineException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The problems of a pipeline that is being defined. Confined to its builder. */
final class Draft {
    private final List<Problem> problems = new ArrayList<>();
    private int count;

    void problem(String path, String message) {
        if (++count <= Limits.PROBLEMS) {
            problems.add(new Problem(path, message));
        }
    }

    /** Adds what is made to the list; what it refuses becomes a problem of this place. */
    <T> void collect(String path, List<? super T> into, Supplier<? extends T> made) {
        try {
            into.add(made.get());
        } catch (IllegalArgumentException e) {
            problem(path, e.getMessage());
        }
    }

    boolean hasProblemIn(String path) {
        return problems.stream().anyMatch(problem -> problem.path().startsWith(path + "/"));
    }

    int count() {
        return count;
    }

    List<Problem> problems() {
        return problems;
    }

    Draft copy() {
        Draft copy = new Draft();
        copy.problems.addAll(problems);
        copy.count = count;
        return copy;
    }
}
