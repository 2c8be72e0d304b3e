package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.Repository;
import dev.pawl.testing.CrashTrial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trial of simulated crashes, on files. */
class SqliteCrashTest {
    private static final int PIPELINES =
            Integer.getInteger("pawl.pipelines", Boolean.getBoolean("pawl.long") ? 500 : 50);

    private static final int AT_ONCE = 8; // they wait more than they work

    @TempDir
    Path folder;

    private final Map<Repository, Path> files = new ConcurrentHashMap<>();
    private final AtomicInteger stores = new AtomicInteger();

    @Test
    void aRunThatWasCutAnywhereEndsLikeOneThatWasNot() throws Exception {
        CrashTrial trial = CrashTrial.on(this::fresh, this::reopen);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        int crashes = 0;
        try {
            List<Future<Integer>> trials = new ArrayList<>();
            for (long seed = 1; seed <= PIPELINES; seed++) {
                long chosen = seed;
                trials.add(threads.submit(() -> trial.run(chosen)));
            }
            for (Future<Integer> each : trials) {
                crashes += each.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(crashes).isGreaterThan(5 * PIPELINES);
    }

    private Repository fresh() {
        return open(folder.resolve(stores.incrementAndGet() + ".db"));
    }

    private Repository open(Path file) {
        Repository repository = SqliteRepository.open(file);
        files.put(repository, file);
        return repository;
    }

    private Repository reopen(Repository repository) {
        repository.close();
        return open(files.remove(repository));
    }

    @AfterEach
    void closeAll() {
        files.keySet().forEach(Repository::close);
    }
}
