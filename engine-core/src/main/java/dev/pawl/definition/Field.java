package dev.pawl.definition;

import java.util.Optional;

/**
 * One field of an object in a definition. Immutable.
 *
 * @param orElse what it is when it is left out, in words; empty when it may not be left out
 * @param says what it means, for people
 */
record Field<T>(String name, Type<T> type, boolean required, String orElse, String says) {
    /** Left out, it is not there at all. */
    static final String NOTHING = "none";

    static <T> Field<T> required(String name, Type<T> type, String says) {
        return new Field<>(name, type, true, "", says);
    }

    static <T> Field<T> optional(String name, Type<T> type, String says) {
        return new Field<>(name, type, false, NOTHING, says);
    }

    static <T> Field<T> optional(String name, Type<T> type, String orElse, String says) {
        return new Field<>(name, type, false, orElse, says);
    }

    /** Whether it is something when it is left out. */
    boolean hasDefault() {
        return !orElse.isEmpty() && !orElse.equals(NOTHING);
    }

    Optional<T> read(Object tree) {
        return type.reader().apply(tree);
    }
}
