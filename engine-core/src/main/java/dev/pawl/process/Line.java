package dev.pawl.process;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A line of output. Immutable.
 *
 * @param isError whether it came by standard error
 * @param dropped how many bytes of it were cut off
 */
record Line(boolean isError, String text, long dropped) implements News {
    /** An event holds little more. */
    private static final int MOST_LOGGED = 16_000;

    private static final String ERROR = "! ";

    /** As it is written into a file. */
    String whole() {
        return (isError ? ERROR : "") + marked(text, dropped);
    }

    /** As it stands in the log of the run. */
    String logged() {
        if (text.length() <= MOST_LOGGED) {
            return whole();
        }
        int end = Character.isHighSurrogate(text.charAt(MOST_LOGGED - 1)) ? MOST_LOGGED - 1 : MOST_LOGGED;
        long cut = text.substring(end).getBytes(UTF_8).length;
        return (isError ? ERROR : "") + marked(text.substring(0, end), dropped + cut);
    }

    private static String marked(String text, long dropped) {
        return dropped == 0 ? text : text + "… " + dropped + " bytes dropped";
    }
}
