package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.PawlException;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/** A pipeline cannot be built. It tells all that is wrong with it at once. */
public final class InvalidPipelineException extends PawlException {
    private static final long serialVersionUID = 1L;

    private final String pipeline;
    private final Problem[] problems;

    /**
     * Tells these problems.
     *
     * @param pipeline the name of the pipeline
     * @param count how many there are in all, told here or not
     */
    public InvalidPipelineException(String pipeline, List<Problem> problems, int count) {
        super(message(pipeline, problems, count));
        this.pipeline = pipeline;
        this.problems = problems.toArray(new Problem[0]);
    }

    /** The name of the pipeline. */
    public String pipeline() {
        return pipeline;
    }

    /** What is wrong, the first {@value Limits#PROBLEMS} of it. */
    public List<Problem> problems() {
        return List.of(problems);
    }

    private static String message(String pipeline, List<Problem> problems, int count) {
        String all = problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
        return "pipeline " + Names.show(pipeline) + " cannot be built, " + count
                + (count == 1 ? " problem: " : " problems: ") + all
                + (count > problems.size() ? "; and " + (count - problems.size()) + " more" : "");
    }

    /**
     * One thing that is wrong.
     *
     * @param path where; empty for the pipeline as a whole
     * @param message what, and what to do
     */
    public record Problem(String path, String message) implements Serializable {
        private static final long serialVersionUID = 1L;

        public Problem {
            requireNonNull(path, "path");
            requireNonNull(message, "message");
        }

        @Override
        public String toString() {
            return path.isEmpty() ? message : path + ": " + message;
        }
    }
}
