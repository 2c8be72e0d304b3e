package dev.pawl.examples.bench;

import java.nio.file.Path;
import java.sql.SQLException;

/** One that does the work of a scenario: a limit, or the engine as its README uses it. */
interface Contender extends AutoCloseable {
    int STEPS = 10;

    /**
     * Gets ready.
     *
     * @param folder an empty folder for its files
     * @param concurrency how many runs it is to carry at a time
     */
    void open(Path folder, int concurrency) throws Exception;

    /** Carries that many runs of {@link #STEPS} steps, and returns when the last one is over. */
    void run(int runs) throws Exception;

    @Override
    default void close() throws SQLException {}
}
