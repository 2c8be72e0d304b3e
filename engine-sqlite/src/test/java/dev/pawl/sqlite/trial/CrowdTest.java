package dev.pawl.sqlite.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.sqlite.Retention;
import dev.pawl.sqlite.SqliteBackups;
import dev.pawl.sqlite.SqliteRepository;
import dev.pawl.sqlite.kill.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Many threads do all that can be done with one repository, beside its checkpointer, its backups and its pruning. */
@Timeout(600)
class CrowdTest {
    private static final int THREADS = 32;
    private static final int KEPT = 20;
    private static final long SECONDS = Seed.isLong() ? 60 : 2;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS + 2);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void nobodyIsToldThatTheDatabaseIsLocked() throws Exception {
        Seed seed = Seed.fresh();
        try (SqliteRepository repository = SqliteRepository.open(folder.resolve("pawl.db"));
                Crowd crowd = new Crowd(repository)) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            List<Callable<Integer>> tasks = new ArrayList<>();
            IntStream.range(0, THREADS)
                    .forEach(i -> tasks.add(() -> crowd.act(seed.plus(i).chance(), end)));
            Future<Integer> backups = threads.submit(() -> backUp(repository, end));
            Future<Long> pruned = threads.submit(() -> prune(repository, end));
            int acts = 0;
            for (Future<Integer> each : threads.invokeAll(tasks)) {
                acts += each.get();
            }

            assertThat(acts).isGreaterThanOrEqualTo(THREADS);
            assertThat(backups.get()).isPositive();
            assertThat(pruned.get()).isNotNegative();
            assertThat(crowd.endAll()).as("what is wrong, %s", seed).isEmpty();
            seed.report(
                    THREADS + " threads in " + SECONDS + " s",
                    acts + " acts, " + backups.get() + " backups, " + pruned.get() + " runs pruned, " + crowd);
        }
    }

    private static long prune(SqliteRepository repository, long end) {
        long pruned = 0;
        do {
            pruned += repository.prune(Retention.unlimited().maxRuns(KEPT)).runs();
        } while (System.nanoTime() < end);
        return pruned;
    }

    private int backUp(SqliteRepository repository, long end) {
        SqliteBackups backups = SqliteBackups.in(folder.resolve("snapshots")).keep(2);
        int made = 0;
        do {
            repository.backUp(backups);
            made++;
        } while (System.nanoTime() < end);
        return made;
    }
}
