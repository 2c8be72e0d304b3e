package dev.pawl.walk;

/** Words for what a step threw, of bounded length whatever it is. Immutable. */
public record Failure(String error, String message) {
    /** Two branches have put the same key. */
    static final String CONFLICT = "conflict";

    /** A value, a definition or an input is not as it has to be. */
    public static final String UNFIT = "unfit";

    /** A loop, a wait or a pipeline inside has come to its limit. */
    public static final String LIMIT = "limit";

    /** An approval was refused. */
    public static final String REJECTED = "rejected";

    public static Failure of(Throwable thrown) {
        return new Failure(thrown.getClass().getName(), Capped.text(message(thrown)));
    }

    /** One line: the class without its package, and what it said. */
    public String sentence() {
        String name = error.substring(Math.max(error.lastIndexOf('.'), error.lastIndexOf('$')) + 1);
        boolean isClass = error.indexOf('.') >= 0 || message.isEmpty();
        return message.isEmpty() ? name : isClass ? name + ": " + message : message;
    }

    /** A getMessage that throws is foreign code too. */
    private static String message(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return message == null ? "" : message;
        } catch (Throwable inMessage) {
            return "its message cannot be had: " + inMessage.getClass().getName();
        }
    }
}
