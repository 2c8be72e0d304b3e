package dev.pawl.process;

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
        return text.length() <= MOST_LOGGED
                ? whole()
                : (isError ? ERROR : "")
                        + marked(text.substring(0, MOST_LOGGED), dropped + text.length() - MOST_LOGGED);
    }

    private static String marked(String text, long dropped) {
        return dropped == 0 ? text : text + "… " + dropped + " bytes dropped";
    }
}
