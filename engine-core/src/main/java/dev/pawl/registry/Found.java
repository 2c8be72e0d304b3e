package dev.pawl.registry;

import java.util.Collection;
import java.util.Map;

/**
 * Words for what stands where something else is expected. What comes from a run is told by its kind only, as it may be a secret.
 * Stateless.
 */
final class Found {
    private static final int SHOWN = 80;

    private Found() {}

    /** A phrase such as {@code the text 'two'}. */
    static String describe(Object value, Spot at) {
        if (at.isReferred()) {
            return kind(value) + " from '" + at.from().get() + "'";
        }
        if (value instanceof String text) {
            return "the text '" + shortened(text) + "'";
        }
        if (value instanceof Number) {
            return "the number " + shortened(value.toString());
        }
        return value instanceof Boolean ? value.toString() : kind(value);
    }

    private static String kind(Object value) {
        if (value instanceof Map) {
            return "a map";
        }
        if (value instanceof Collection) {
            return "a list";
        }
        if (value instanceof String) {
            return "a text";
        }
        if (value instanceof Number) {
            return "a number";
        }
        return value instanceof Boolean ? "a boolean" : "a " + value.getClass().getSimpleName();
    }

    /** One line of bounded length. */
    static String shortened(String text) {
        return shortened(text, SHOWN);
    }

    static String shortened(String text, int most) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(most)
                .forEach(c -> shown.appendCodePoint(Character.isISOControl(c) || isHalf(c) ? ' ' : c));
        return text.codePointCount(0, text.length()) > most ? shown.append('…').toString() : shown.toString();
    }

    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
