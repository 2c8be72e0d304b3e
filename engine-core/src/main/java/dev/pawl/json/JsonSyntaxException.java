package dev.pawl.json;

import dev.pawl.api.PawlException;

/** A text is no JSON, or larger than a document may be. Immutable. */
public final class JsonSyntaxException extends PawlException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    JsonSyntaxException(int line, int column, String message) {
        super(message);
        this.line = line;
        this.column = column;
    }

    /** The line of the mistake, from 1; 0 when it is the document as a whole. */
    public int line() {
        return line;
    }

    /** The character in that line, from 1; 0 when it is the document as a whole. */
    public int column() {
        return column;
    }
}
