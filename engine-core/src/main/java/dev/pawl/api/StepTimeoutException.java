package dev.pawl.api;

/** An attempt of a step took longer than the step's timeout allows, and was interrupted. */
public final class StepTimeoutException extends PawlException {
    private static final long serialVersionUID = 1L;

    public StepTimeoutException(String message) {
        super(message);
    }
}
