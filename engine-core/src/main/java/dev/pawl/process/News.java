package dev.pawl.process;

/** What the thread of a step hears of its program. */
interface News {
    /**
     * The program has ended; what it has started may still run.
     *
     * @param nanos when, by {@link System#nanoTime()}
     */
    record Ended(int exit, long nanos) implements News {}

    /** One of its two outputs has ended. */
    record Silent() implements News {}
}
