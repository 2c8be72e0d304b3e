package dev.pawl.sqlite.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Children whose writes and forces fail, once or from then on, with what a broken disk says or a full one. It is strace that lets them fail, at
 * the nth call of each thread; without it that test is skipped.
 */
@Timeout(1_200)
class WriteErrorTest {
    private static final int LATEST = 60;
    private static final int TRIES = 2;

    /** From then on nothing is written: the child gives up, and the next one has to find what is there. */
    private static final List<Integer> FOR_EVER = Seed.isLong() ? List.of(1, 3, 6, 10, 15, 25, 40, 60) : List.of(12);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final Seed seed = Seed.fresh();

    @Test
    void nothingAcknowledgedIsLostOrRepeatedThroughErrorsOfTheDisk() throws Exception {
        assumeTrue(
                Strace.isThere(folder),
                "strace is not installed or may not trace: no errors in the writes of the database");

        TwoAtATime.run(List.of(fail("fsync", "EIO", seed), fail("pwrite64", "EIO", seed.plus(1))));
        if (Seed.isLong()) {
            TwoAtATime.run(List.of(fail("pwrite64", "ENOSPC", seed.plus(2)), fail("ftruncate", "EIO", seed.plus(3))));
        }
    }

    @Test
    void aWriteAfterAnErrorIsSeen() throws Exception {
        String force = "7 fsync(12</tmp/pawl.db-wal>) = -1 EIO (Input/output error) (INJECTED)";
        String write = "8 pwrite64(12</tmp/pawl.db-wal>, \"...\"..., 24, 32) = 24";
        Path trace = folder.resolve("trace.txt");
        WriteErrors seen = new WriteErrors();

        seen.read(Files.write(trace, List.of(force, "7 close(12</tmp/pawl.db-wal>) = 0", write)));
        assertThat(seen.wrong()).isEmpty();
        seen.read(Files.write(trace, List.of(force, write)));

        assertThat(seen.wrong()).containsExactly(write + " after " + force);
        assertThat(seen.errors()).isEqualTo(2);
    }

    private Callable<Void> fail(String call, String error, Seed own) throws IOException {
        Path store = Files.createDirectory(folder.resolve(call + "-" + error));
        return () -> {
            fail(store, call, error, own);
            return null;
        };
    }

    private static void fail(Path store, String call, String error, Seed seed) throws Exception {
        WriteErrors seen = new WriteErrors();
        int survived = 0;
        int gaveUp = 0;
        try (KillSeries series = new KillSeries(store)) {
            for (String when : times(seed)) {
                Path trace = store.resolve("trace.txt");
                boolean isDone = series.failBy(Strace.of(
                        trace,
                        "pwrite64,fsync,ftruncate,close",
                        "--seccomp-bpf",
                        "-y",
                        "-e",
                        "inject=" + call + ":error=" + error + ":when=" + when));
                survived += isDone ? 1 : 0;
                gaveUp += isDone ? 0 : 1;
                seen.read(trace);
            }
            series.finish();

            assertThat(seen.wrong()).as("writes after an error, %s", store).isEmpty();
            assertThat(seen.errors()).as("errors of %s", call).isPositive();
            assertThat(survived)
                    .as("children that outlived an error of %s", call)
                    .isPositive();
            seed.report(
                    "errors " + error + " of " + call,
                    seen + ", " + survived + " children went on, " + gaveUp + " gave up, " + series);
        }
    }

    /** At which calls: once, some of them or each, and for ever. */
    private static List<String> times(Seed seed) {
        Random chance = seed.chance();
        IntStream once = Seed.isLong() ? IntStream.rangeClosed(1, LATEST) : chance.ints(TRIES, 1, LATEST / 3);
        return Stream.concat(once.mapToObj(Integer::toString), FOR_EVER.stream().map(nth -> nth + "+"))
                .toList();
    }
}
