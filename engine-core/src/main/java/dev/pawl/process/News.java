package dev.pawl.process;

/** What the thread of a step hears of its program. */
interface News {
    /**
     * The program has ended; what it has started may still run.
     *
     * @param nanos when, by {@link System#nanoTime()}
     * @param isWithJvm whether the JVM ended by then, so that it has perhaps not ended by itself
     */
    record Ended(int exit, long nanos, boolean isWithJvm) implements News {}

    /** One of its two outputs has ended. */
    record Silent() implements News {}
}
