package dev.pawl.process;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.PermanentFailureException;

/** A program cannot be started, and could not be started a second time either: the step is not tried again. */
public final class ProcessNotStartedException extends PermanentFailureException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why it cannot be started. */
    public enum Reason {
        /** There is no such file, nor one of that name in a folder of the PATH. */
        NOT_FOUND,
        /** The file is there and may not be executed. */
        NOT_EXECUTABLE,
        /** It is a folder. */
        IS_FOLDER,
        /** An argument or a variable holds the character NUL, which ends it. */
        NUL,
        /** The arguments and variables are longer than the system takes. */
        TOO_LONG,
        /** The folder that it is to work in is not there. */
        NO_FOLDER,
        /** The command has no words. */
        NO_COMMAND
    }

    ProcessNotStartedException(Reason reason, String message) {
        super(message);
        this.reason = requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }
}
