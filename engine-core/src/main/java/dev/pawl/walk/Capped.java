package dev.pawl.walk;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.WorkflowContext;
import java.util.regex.Pattern;

/** Texts from outside, made fit for an event: of bounded length, and without halves of surrogate pairs, which no file can hold. */
public final class Capped {
    static final int MAX = 16 * 1024;

    private static final Pattern LONE_SURROGATE =
            Pattern.compile("[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]");

    private Capped() {}

    public static String text(String text) {
        String capped = text.length() <= MAX
                ? text
                : text.substring(0, MAX) + "… (" + (text.length() - MAX) + " more characters)";
        return isWellFormed(capped) ? capped : LONE_SURROGATE.matcher(capped).replaceAll("\uFFFD");
    }

    /** Refuses a note that could not be read back as it is. */
    public static void checkNote(String path, String text) {
        if (requireNonNull(text, "note").length() > WorkflowContext.NOTE_LENGTH || !isWellFormed(text)) {
            throw new IllegalArgumentException("note of step '" + path + "' has " + text.length()
                    + " characters, more than " + WorkflowContext.NOTE_LENGTH
                    + ", or half a surrogate pair: keep it in a file and note its name");
        }
    }

    public static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return !LONE_SURROGATE.matcher(text).find(Math.max(0, i - 1));
            }
        }
        return true;
    }
}
