package dev.pawl.definition;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.PawlException;
import dev.pawl.pipeline.Limits;
import java.io.Serializable;
import java.util.List;

/** Definitions cannot be read, or a pipeline cannot be written as one. It tells all that is wrong at once, a line for each problem. */
public final class InvalidDefinitionException extends PawlException {
    private static final long serialVersionUID = 1L;

    private final Problem[] problems;

    InvalidDefinitionException(String what, List<Problem> problems, int count) {
        super(message(what, problems, count));
        this.problems = problems.toArray(new Problem[0]);
    }

    /** What is wrong, the first {@value Limits#PROBLEMS} of each document. */
    public List<Problem> problems() {
        return List.of(problems);
    }

    private static String message(String what, List<Problem> problems, int count) {
        StringBuilder text =
                new StringBuilder(what).append(", ").append(count).append(count == 1 ? " problem:" : " problems:");
        problems.forEach(problem -> text.append("\n  ").append(problem));
        if (count > problems.size()) {
            text.append("\n  and ").append(count - problems.size()).append(" more");
        }
        return text.toString();
    }

    /**
     * One thing that is wrong. Immutable.
     *
     * @param source what was read, such as the name of a file; empty when it has no name
     * @param line where in its text, from 1; 0 when that is not known
     * @param column which character of that line, from 1; 0 when that is not known
     * @param path where in the document, such as {@code $.steps[2].retry.attempts}; empty when it is no JSON
     * @param message what was expected, what was found, and what to do
     */
    public record Problem(String source, int line, int column, String path, String message) implements Serializable {
        private static final long serialVersionUID = 1L;

        public Problem {
            requireNonNull(source, "source");
            requireNonNull(path, "path");
            requireNonNull(message, "message");
        }

        @Override
        public String toString() {
            String text = source;
            if (line > 0) {
                text += (text.isEmpty() ? "line " : ":") + line + ":" + column;
            }
            if (!path.isEmpty()) {
                text += (text.isEmpty() ? "" : " ") + path;
            }
            return text.isEmpty() ? message : text + ": " + message;
        }
    }
}
