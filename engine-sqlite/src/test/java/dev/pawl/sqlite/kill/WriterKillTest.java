package dev.pawl.sqlite.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Children are ended by SIGKILL inside the system calls with which the database writes: while a store is made, while a transaction is
 * written, between the write of its commit and its force. It is strace that sends the signal, at the nth call of a thread; without it
 * this test is skipped.
 */
class WriterKillTest {
    private static final int LATEST_WRITE = 200;
    private static final int LATEST_FORCE = 30;

    /** Calls that come a few times only: when a store is made, checkpointed and closed. */
    private static final int LATEST_RARE = 8;

    private static final int TRIES = 4;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @BeforeEach
    void skipWithoutStrace() throws InterruptedException {
        assumeTrue(
                Strace.isThere(folder),
                "strace is not installed or may not trace: no kills inside the writes of the database");
    }

    @Test
    void nothingAcknowledgedIsLostOrRepeatedThroughKillsInsideWrites() throws Exception {
        Seed seed = Seed.fresh();

        TwoAtATime.run(List.of(
                () -> kill("pwrite64", times(seed, LATEST_WRITE), seed),
                () -> kill("fsync", times(seed.plus(1), LATEST_FORCE), seed.plus(1))));
        if (Seed.isLong()) {
            TwoAtATime.run(List.of(
                    () -> kill("ftruncate", times(seed, LATEST_RARE), seed),
                    () -> kill("unlink", times(seed, LATEST_RARE), seed)));
        }
    }

    /** At which calls: some, or each. */
    private static List<Integer> times(Seed seed, int latest) {
        if (Seed.isLong()) {
            return IntStream.rangeClosed(1, latest).boxed().toList();
        }
        Random chance = seed.chance();
        return chance.ints(TRIES, 1, latest + 1).sorted().boxed().toList();
    }

    private Void kill(String call, List<Integer> times, Seed seed) throws Exception {
        Path store = Files.createDirectory(folder.resolve(call));
        try (KillSeries series = new KillSeries(store)) {
            for (int nth : times) {
                series.killBy(Strace.of(
                        store.resolve("trace.txt"), call, "-e", "inject=" + call + ":signal=SIGKILL:when=" + nth));
            }
            series.finish();

            assertThat(series.kills()).as("kills in %s at %s", call, times).isPositive();
            seed.report("kills in " + call + " at " + times, series);
        }
        return null;
    }
}
