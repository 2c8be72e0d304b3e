package dev.pawl.execution;

/** Words for what a step threw, of bounded length whatever it is. Immutable. */
record Failure(String error, String message) {
    static Failure of(Throwable thrown) {
        return new Failure(thrown.getClass().getName(), Capped.text(message(thrown)));
    }

    /** One line: the class without its package, and what it said. */
    String sentence() {
        String name = error.substring(Math.max(error.lastIndexOf('.'), error.lastIndexOf('$')) + 1);
        return message.isEmpty() ? name : name + ": " + message;
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
