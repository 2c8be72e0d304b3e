package dev.pawl.api;

/**
 * A failure that trying again cannot mend, such as a program that is not there: whatever the step's retry says, it is not tried again. Its
 * fallback, if it has one, is.
 */
public class PermanentFailureException extends PawlException {
    private static final long serialVersionUID = 1L;

    public PermanentFailureException(String message) {
        super(message);
    }

    public PermanentFailureException(String message, Throwable cause) {
        super(message, cause);
    }
}
