package dev.pawl.api;

/** A value was asked for that nobody has put. */
public final class MissingValueException extends PawlException {
    private static final long serialVersionUID = 1L;

    private final String name;

    public MissingValueException(String name, String message) {
        super(message);
        this.name = name;
    }

    /** The key, or the step whose data was asked for. */
    public String name() {
        return name;
    }
}
