package dev.pawl.api;

/**
 * The root of everything that Pawl throws for failed work. A message says in one line what failed, which one, why, and
 * what to do. A caller's plain mistake (null, a negative number) is an {@link IllegalArgumentException} instead.
 */
public class PawlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PawlException(String message) {
        super(message);
    }

    public PawlException(String message, Throwable cause) {
        super(message, cause);
    }
}
