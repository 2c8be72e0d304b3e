package dev.pawl.api;

/** A value cannot be stored, or what is stored cannot be read as the type that was asked for. */
public final class ValueTypeException extends PawlException {
    private static final long serialVersionUID = 1L;

    private final String name;

    public ValueTypeException(String name, String message, Throwable cause) {
        super(message, cause);
        this.name = name;
    }

    /** The key, or the step whose data it is. */
    public String name() {
        return name;
    }
}
