package dev.pawl.definition;

import java.util.Optional;

/**
 * One field of an object in a definition. Immutable.
 *
 * @param orElse what it is when it is left out, in words; empty when that is nothing
 * @param says what it means, for people
 */
record Field<T>(String name, Type<T> type, boolean required, String orElse, String says) {
    static <T> Field<T> required(String name, Type<T> type, String says) {
        return new Field<>(name, type, true, "", says);
    }

    static <T> Field<T> optional(String name, Type<T> type, String says) {
        return new Field<>(name, type, false, "", says);
    }

    static <T> Field<T> optional(String name, Type<T> type, String orElse, String says) {
        return new Field<>(name, type, false, orElse, says);
    }

    Optional<T> read(Object tree) {
        return type.reader().apply(tree);
    }
}
