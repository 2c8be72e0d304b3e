package dev.pawl.process;

import dev.pawl.api.PawlException;
import java.util.List;
import java.util.OptionalInt;

/** A program ended otherwise than it should have, or could not be carried to its end. The step's retry decides whether it is tried again. */
public final class ProcessFailedException extends PawlException {
    private static final long serialVersionUID = 1L;

    private final int exit;
    private final boolean hasExit;
    private final String[] lastErrors;

    ProcessFailedException(String message) {
        this(message, OptionalInt.empty(), List.of());
    }

    ProcessFailedException(String message, int exit, List<String> lastErrors) {
        this(message, OptionalInt.of(exit), lastErrors);
    }

    private ProcessFailedException(String message, OptionalInt exit, List<String> lastErrors) {
        super(message);
        this.exit = exit.orElse(0);
        this.hasExit = exit.isPresent();
        this.lastErrors = lastErrors.toArray(new String[0]);
    }

    /** The exit code; empty when the program was ended or has no end. Above 128 a signal ended it: 137 is 128 and SIGKILL. */
    public OptionalInt exit() {
        return hasExit ? OptionalInt.of(exit) : OptionalInt.empty();
    }

    /** The last lines of its standard error. */
    public List<String> lastErrors() {
        return List.of(lastErrors);
    }
}
