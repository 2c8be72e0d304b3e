package dev.pawl.store;

import java.lang.reflect.Type;

/**
 * Makes text of values and values of text. What it has encoded as a type, it can decode as that type, or it refuses to
 * encode it. Trees of maps, lists, texts, numbers and booleans are values of the type {@link Object}. Thread-safe.
 */
public interface StateCodec {
    /** JSON text. Throws an {@link IllegalArgumentException} that says why when the value has none that can be read back. */
    String encode(Object value, Type type);

    /** Throws an {@link IllegalArgumentException} that says why when the text is not JSON of that type. */
    Object decode(String text, Type type);
}
