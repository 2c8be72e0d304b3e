package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** Checks what is said in a definition, each failure telling the value. Stateless. */
final class Names {
    /** Far beyond every use, and short enough to be counted in nanoseconds. */
    static final Duration LONGEST = Duration.ofDays(36_525);

    private static final int ID_LENGTH = 64;
    private static final int TEXT_LENGTH = 256;
    private static final int SHOWN = 80;

    private Names() {}

    static String checkId(String id) {
        if (!isId(requireNonNull(id, "id"))) {
            throw new IllegalArgumentException("id " + show(id) + " is not 1 to 64 of A-Z, a-z, 0-9, _ and -");
        }
        return id;
    }

    static boolean isId(String text) {
        if (text.isEmpty() || text.length() > ID_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isIdCharacter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isIdCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }

    /** A name for people, or of a step type: one line of 1 to 256 characters. */
    static String checkText(String what, String text) {
        requireNonNull(text, what);
        if (text.isBlank() || text.length() > TEXT_LENGTH) {
            throw new IllegalArgumentException(what + " " + show(text) + " is not 1 to 256 characters long");
        }
        if (text.chars().anyMatch(Character::isISOControl) || !isWellFormed(text)) {
            throw new IllegalArgumentException(
                    what + " " + show(text) + " has a control character or half a surrogate pair: leave it out");
        }
        return text;
    }

    static void checkRange(String what, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + " is " + value + ", not from " + min + " to " + max);
        }
    }

    static void checkRange(String what, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(what + " is " + value + ", not from " + min + " to " + max);
        }
    }

    static void checkDuration(String what, Duration duration) {
        requireNonNull(duration, what);
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(what + " is " + duration + ", not from nothing to 100 years");
        }
    }

    static void checkPositive(String what, Duration duration) {
        checkDuration(what, duration);
        if (duration.isZero()) {
            throw new IllegalArgumentException(what + " is " + duration + ", not longer than nothing");
        }
    }

    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** The text in quotes for a message: shortened, and with everything but plain ASCII escaped. */
    static String show(String text) {
        StringBuilder shown = new StringBuilder("'");
        for (int i = 0; i < Math.min(text.length(), SHOWN); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f) {
                shown.append(c);
            } else {
                shown.append(String.format("\\u%04x", (int) c));
            }
        }
        return shown.append(text.length() > SHOWN ? "…'" : "'").toString();
    }
}
