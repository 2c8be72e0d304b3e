package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.RunRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The write-ahead log does not grow with what is written, however busy the writer is. */
class WriteAheadLogTest {
    private static final int THREADS = 4;
    private static final int ROWS = 8_000;
    private static final SqliteOptions FAST =
            SqliteOptions.defaults().withSynchronous(SqliteOptions.Synchronous.NORMAL);

    @TempDir
    Path folder;

    @Test
    void itStaysSmallUnderAWriterThatNeverPauses() throws Exception {
        Path file = folder.resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(file, FAST)) {
            inParallel(repository);

            assertThat(Files.size(folder.resolve("pawl.db-wal"))).isLessThan(72L << 20);
        }
        assertThat(Files.size(file)).isGreaterThan(120L << 20);
        assertThat(Files.exists(folder.resolve("pawl.db-wal"))).isFalse();
    }

    private static void inParallel(SqliteRepository repository) throws Exception {
        String delta = "x".repeat(4_000);
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                RunRow run = Stores.carried(repository, "run" + i);
                work.add(() -> {
                    for (long seq = 2; seq < 2 + ROWS; seq++) {
                        Commit commit = repository
                                .log()
                                .append(Checkpoint.of(run.number(), 1, Stores.row(run.number(), seq, delta)));
                        commit.await();
                    }
                    return null;
                });
            }
            for (var done : executor.invokeAll(work)) {
                done.get(60, TimeUnit.SECONDS);
            }
        } finally {
            executor.shutdownNow();
        }
    }
}
