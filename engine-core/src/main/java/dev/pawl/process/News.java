package dev.pawl.process;

/** What the thread of a step hears of its program. */
interface News {
    /** The program has ended; what it has started may still run. */
    record Ended(int exit) implements News {}

    /** One of its two outputs has ended. */
    record Silent() implements News {}
}
