package dev.pawl.engine;

import dev.pawl.api.PawlException;
import dev.pawl.event.RunStatus;

/** A run did not complete. The cause is what the step threw, where this process knows it. */
public final class RunFailedException extends PawlException {
    private static final long serialVersionUID = 1L;

    private final String run;
    private final RunStatus status;
    private final String path;

    RunFailedException(String pipeline, String run, RunStatus status, String path, String message, Throwable cause) {
        super(
                "run " + run + " of pipeline '" + pipeline + "' is " + status
                        + (path.isEmpty() ? "" : " at step '" + path + "'") + ": " + message,
                cause);
        this.run = run;
        this.status = status;
        this.path = path;
    }

    public String run() {
        return run;
    }

    public RunStatus status() {
        return status;
    }

    /** The step that decided it; empty when none did. */
    public String path() {
        return path;
    }
}
