package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.event.RunStatus;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.RunRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What those feel who commit while thousands of runs are deleted. */
@Timeout(900)
class PruneLoadTest {
    private static final boolean IS_LONG = Boolean.getBoolean("pawl.long");
    private static final int RUNS = IS_LONG ? 100_000 : 5_000;
    private static final int ROWS = 10;
    private static final int WRITERS = 4;
    private static final double P99_MILLIS = 100;

    @TempDir
    Path folder;

    /** Commits row after row of one run. Confined to one thread at a time. */
    private static final class Writer {
        private final SqliteRepository repository;
        private final RunRow run;
        private long seq = 1;

        private Writer(SqliteRepository repository, RunRow run) {
            this.repository = repository;
            this.run = run;
        }

        private List<Long> write(BooleanSupplier goesOn) throws InterruptedException {
            List<Long> nanos = new ArrayList<>();
            while (goesOn.getAsBoolean()) {
                seq++;
                long start = System.nanoTime();
                repository
                        .log()
                        .append(Checkpoint.of(run.number(), 1, Stores.row(run.number(), seq)))
                        .await();
                nanos.add(System.nanoTime() - start);
            }
            return nanos;
        }
    }

    @Test
    void aBusyWriterHardlyNoticesAPruning() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS + 1);
        try (SqliteRepository repository = SqliteRepository.open(folder.resolve("pawl.db"))) {
            PastRuns past = new PastRuns(repository, 300);
            fill(past);
            List<Writer> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(new Writer(repository, past.carried("writer" + i, "writer" + i)));
            }
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(IS_LONG ? 20 : 2);
            List<Long> without = write(pool, writers, () -> System.nanoTime() - until < 0);
            long start = System.nanoTime();
            Future<Pruned> pruning =
                    pool.submit(() -> repository.prune(Retention.unlimited().maxRuns(0)));
            List<Long> with = write(pool, writers, () -> !pruning.isDone());
            double seconds = (System.nanoTime() - start) / 1e9;

            System.out.printf(
                    "commits of %d writers without a pruning: %s; while %d runs of %d rows go in %.1f s: %s%n",
                    WRITERS, figures(without), RUNS, ROWS, seconds, figures(with));
            assertThat(pruning.get()).isEqualTo(new Pruned(RUNS, (long) RUNS * ROWS, 0));
            assertThat(with).hasSizeGreaterThan(100);
            assertThat(millis(with, 99)).isLessThan(P99_MILLIS);
        } finally {
            pool.shutdownNow();
        }
    }

    /** They end in another order than they were submitted. */
    private static void fill(PastRuns past) throws InterruptedException {
        Random chance = new Random(1);
        RunRow barrier = past.carried("barrier", "barrier");
        List<RunRow> open = new ArrayList<>();
        for (int i = 1; i <= RUNS; i++) {
            open.add(past.carried("r" + i, "r" + i));
            if (open.size() == 50 || i == RUNS) {
                for (RunRow run : open) {
                    past.bring(run, RunStatus.COMPLETED, Stores.NOW + chance.nextInt(RUNS), ROWS);
                }
                open.clear();
            }
        }
        past.brought(barrier, RunStatus.RUNNING, Stores.NOW, 2);
    }

    private static List<Long> write(ExecutorService pool, List<Writer> writers, BooleanSupplier goesOn)
            throws Exception {
        List<Callable<List<Long>>> work = new ArrayList<>();
        writers.forEach(writer -> work.add(() -> writer.write(goesOn)));
        List<Long> all = new ArrayList<>();
        for (Future<List<Long>> each : pool.invokeAll(work)) {
            all.addAll(each.get());
        }
        all.sort(null);
        return all;
    }

    private static String figures(List<Long> sorted) {
        return String.format(
                "%d, median %.2f, p99 %.1f, longest %.1f ms",
                sorted.size(), millis(sorted, 50), millis(sorted, 99), millis(sorted, 100));
    }

    private static double millis(List<Long> sorted, int percentile) {
        return sorted.get((sorted.size() - 1) * percentile / 100) / 1e6;
    }
}
