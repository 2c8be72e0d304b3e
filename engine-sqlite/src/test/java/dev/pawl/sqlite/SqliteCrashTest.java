package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.Repository;
import dev.pawl.testing.CrashTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The trial of simulated crashes, on files. */
class SqliteCrashTest {
    private static final int PIPELINES =
            Integer.getInteger("pawl.pipelines", Boolean.getBoolean("pawl.long") ? 2_500 : 500);

    private static final int AT_ONCE = 6; // they wait more than they work

    /** No process dies here, so nothing depends on a disk, and memory is faster where it can be had as a folder. */
    private static final Path MEMORY = Path.of("/dev/shm");

    @Test
    void aRunThatWasCutAnywhereEndsLikeOneThatWasNot() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        int crashes = 0;
        try {
            List<Future<Integer>> trials = new ArrayList<>();
            for (long seed = 1; seed <= PIPELINES; seed++) {
                long chosen = seed;
                trials.add(threads.submit(() -> crashesOf(chosen)));
            }
            for (Future<Integer> each : trials) {
                crashes += each.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(crashes).isGreaterThan(5 * PIPELINES);
    }

    private static int crashesOf(long seed) throws Exception {
        try (Stores stores = new Stores()) {
            return CrashTrial.on(stores::fresh, stores::reopen).run(seed);
        }
    }

    /** The files of one trial; they are deleted with it. Thread-safe. */
    private static final class Stores implements AutoCloseable {
        private final Path folder = Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "pawl-crash")
                : Files.createTempDirectory("pawl-crash");

        private final Map<Repository, Path> files = new ConcurrentHashMap<>();
        private final AtomicInteger count = new AtomicInteger();

        Stores() throws IOException {}

        Repository fresh() {
            return open(folder.resolve(count.incrementAndGet() + ".db"));
        }

        private Repository open(Path file) {
            Repository repository = SqliteRepository.open(file);
            files.put(repository, file);
            return repository;
        }

        Repository reopen(Repository repository) {
            repository.close();
            return open(files.remove(repository));
        }

        @Override
        public void close() throws IOException {
            files.keySet().forEach(Repository::close);
            try (var all = Files.list(folder)) {
                for (Path file : all.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
