package dev.pawl.history;

import dev.pawl.api.Key;
import dev.pawl.api.ValueTypeException;
import dev.pawl.store.StateCodec;
import dev.pawl.walk.Capped;
import java.lang.reflect.Type;

/**
 * The form in which a recorded run keeps values. A text, an Integer, a Long and a Boolean are kept as they are: they provably come back
 * equal. Everything else is JSON {@link Text} that was read back once before it is accepted. Thread-safe.
 */
public final class Encoding {
    private static final int MAX_TEXT = 16 * 1024 * 1024;

    private final StateCodec codec;

    public Encoding(StateCodec codec) {
        this.codec = codec;
    }

    /** The stored form of a value. */
    public Object store(Key<?> key, Object value) {
        if (!key.rawType().isInstance(value)) {
            throw unstorable(
                    key.name(), key.type(), "it is a " + value.getClass().getName(), null);
        }
        return store("key '" + key.name() + "'", key.name(), value, key.type());
    }

    /** The stored form of a step's data, which is a tree. */
    public Object storeData(String path, Object data) {
        return store("the data of step '" + path + "'", path, data, Object.class);
    }

    /** The stored form of a tree of maps, lists, texts, numbers and booleans. */
    public Object storeTree(String name, Object tree) {
        return store("key '" + name + "'", name, tree, Object.class);
    }

    /** A stored form as a tree. */
    public Object tree(Object stored) {
        return stored instanceof Text t ? codec.decode(t.json(), Object.class) : stored;
    }

    private Object store(String what, String name, Object value, Type type) {
        if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            return value;
        }
        if (value instanceof String s) {
            if (s.length() > MAX_TEXT) {
                throw unstorable(what, name, type, "it has " + s.length() + " characters, more than " + MAX_TEXT, null);
            }
            return wellFormed(what, name, type, s);
        }
        if (value.getClass().isHidden() || value.getClass().isSynthetic()) {
            throw unstorable(what, name, type, "it is a lambda", null);
        }
        String json;
        try {
            json = codec.encode(value, type);
            codec.decode(json, type);
        } catch (IllegalArgumentException e) {
            throw unstorable(what, name, type, e.getMessage(), e);
        }
        return new Text(wellFormed(what, name, type, json));
    }

    /** Reads a stored form as a type. */
    public Object read(String name, Object stored, Type type, Class<?> raw) {
        if (!(stored instanceof Text) && raw.isInstance(stored)) {
            return stored;
        }
        try {
            Object value = codec.decode(json(stored), type);
            if (value == null) {
                throw new IllegalArgumentException("it is null");
            }
            return value;
        } catch (IllegalArgumentException e) {
            throw new ValueTypeException(
                    name,
                    "what is stored as '" + name + "' cannot be read as " + type.getTypeName() + ": " + e.getMessage()
                            + "; ask for the type that it was put with",
                    e);
        }
    }

    private String json(Object stored) {
        return stored instanceof Text t ? t.json() : codec.encode(stored, Object.class);
    }

    private static ValueTypeException unstorable(String name, Type type, String why, Throwable cause) {
        return unstorable("key '" + name + "'", name, type, why, cause);
    }

    private static ValueTypeException unstorable(String what, String name, Type type, String why, Throwable cause) {
        return new ValueTypeException(
                name,
                "the value of " + what + ", " + type.getTypeName() + ", cannot be stored: " + why
                        + "; put a text, a number, a list, a map, a record or a bean of these",
                cause);
    }

    private static String wellFormed(String what, String name, Type type, String text) {
        if (!Capped.isWellFormed(text)) {
            throw unstorable(what, name, type, "it has half of a surrogate pair, which is no character", null);
        }
        return text;
    }
}
