package dev.pawl.engine;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Names that nobody else gives: of this engine, and of its runs. Thread-safe. */
final class Names {
    private final String engine = Long.toString(new SecureRandom().nextLong() >>> 1, Character.MAX_RADIX);
    private final AtomicLong runs = new AtomicLong();

    /** The name under which this engine owns runs: new for each engine, so that no engine takes another one's for its own. */
    String engine() {
        return engine;
    }

    long nextNumber() {
        return runs.incrementAndGet();
    }

    String run(long number) {
        return engine + "-" + Long.toString(number, Character.MAX_RADIX);
    }
}
