package dev.pawl.registry;

import dev.pawl.api.PawlException;
import dev.pawl.pipeline.InvalidPipelineException.Problem;
import dev.pawl.pipeline.Limits;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The settings of a step do not fit its type. It tells all that is wrong with them at once: for all steps of a pipeline when that is bound
 * to its code, and for one step when its references were followed.
 */
public final class InvalidSettingsException extends PawlException {
    private static final long serialVersionUID = 1L;

    private final Problem[] problems;

    InvalidSettingsException(String whose, List<Problem> problems, int count, Optional<? extends Throwable> cause) {
        super(message(whose, problems, count), cause.orElse(null));
        this.problems = problems.toArray(new Problem[0]);
    }

    /**
     * What is wrong, the first {@value Limits#PROBLEMS} of it; paths such as {@code with.pages[0].url} for one step, {@code
     * media/upload.with.url} for a pipeline.
     */
    public List<Problem> problems() {
        return List.of(problems);
    }

    private static String message(String whose, List<Problem> problems, int count) {
        String all = problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
        return whose + " has settings that do not fit, " + count + (count == 1 ? " problem: " : " problems: ") + all
                + (count > problems.size() ? "; and " + (count - problems.size()) + " more" : "");
    }
}
