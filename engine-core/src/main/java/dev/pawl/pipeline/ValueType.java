package dev.pawl.pipeline;

import dev.pawl.api.Key;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a value looks like as data: the word for a key's type in shapes and definitions. */
public enum ValueType {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    LIST,
    MAP,
    /** Anything else, such as a record. */
    OBJECT;

    /** This type in small letters, as definitions say it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of that word, if there is one. */
    public static Optional<ValueType> named(String word) {
        return Arrays.stream(values()).filter(t -> t.word().equals(word)).findFirst();
    }

    /** How this key's values look as data. */
    public static ValueType of(Key<?> key) {
        Class<?> type = key.rawType();
        if (CharSequence.class.isAssignableFrom(type) || type == Character.class || type.isEnum()) {
            return STRING;
        }
        if (Number.class.isAssignableFrom(type)) {
            return isWhole(type) ? INTEGER : NUMBER;
        }
        if (type == Boolean.class) {
            return BOOLEAN;
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray() && type != byte[].class) {
            return LIST;
        }
        return Map.class.isAssignableFrom(type) ? MAP : OBJECT;
    }

    /**
     * A key of this type, for a definition that is data: texts, Long, Double, Boolean, lists and maps of anything.
     */
    public Key<?> key(String name) {
        return switch (this) {
            case STRING -> Key.of(name, String.class);
            case INTEGER -> Key.of(name, Long.class);
            case NUMBER -> Key.of(name, Double.class);
            case BOOLEAN -> Key.of(name, Boolean.class);
            case LIST -> Key.listOf(name, Object.class);
            case MAP -> Key.mapOf(name, Object.class);
            case OBJECT -> Key.of(name, Object.class);
        };
    }

    /** Whether a tree like this can be a value of this type. */
    boolean accepts(Object tree) {
        return switch (this) {
            case STRING -> tree instanceof String;
            case INTEGER -> tree instanceof Number && isWhole(tree.getClass());
            case NUMBER -> tree instanceof Number;
            case BOOLEAN -> tree instanceof Boolean;
            case LIST -> tree instanceof List;
            case MAP -> tree instanceof Map;
            case OBJECT -> true;
        };
    }

    private static boolean isWhole(Class<?> type) {
        return type == Integer.class
                || type == Long.class
                || type == Short.class
                || type == Byte.class
                || type == java.math.BigInteger.class;
    }
}
