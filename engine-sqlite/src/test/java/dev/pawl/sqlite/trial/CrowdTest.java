package dev.pawl.sqlite.trial;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Many threads do all that can be done with one repository, beside its checkpointer and its backups. */
@Timeout(600)
class CrowdTest {
    private static final int THREADS = 32;
    private static final long SECONDS = Seed.isLong() ? 60 : 2;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void nobodyIsToldThatTheDatabaseIsLocked() throws Exception {
        Seed seed = Seed.fresh();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        try (SqliteRepository repository = SqliteRepository.open(folder.resolve("pawl.db"));
                Crowd crowd = new Crowd(repository)) {
            List<Callable<Integer>> tasks = new ArrayList<>();
            IntStream.range(0, THREADS)
                    .forEach(i -> tasks.add(() -> crowd.act(seed.plus(i).chance(), end)));
            Future<Integer> backups = threads.submit(() -> backUp(repository, end));
            int acts = 0;
            for (Future<Integer> each : threads.invokeAll(tasks)) {
                acts += each.get();
            }

            assertThat(backups.get()).isPositive();
            assertThat(crowd.endAll()).as("what is wrong, %s", seed).isEmpty();
            seed.report(
                    THREADS + " threads in " + SECONDS + " s", acts + " acts, " + backups.get() + " backups, " + crowd);
        }
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
