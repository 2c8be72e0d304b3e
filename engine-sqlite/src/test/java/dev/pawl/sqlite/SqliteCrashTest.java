package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.Repository;
import dev.pawl.testing.CrashTrial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trial of simulated crashes, on files. */
class SqliteCrashTest {
    private static final int PIPELINES = Boolean.getBoolean("pawl.long") ? 500 : 10;

    @TempDir
    Path folder;

    private final Map<Repository, Path> files = new HashMap<>();
    private final List<Repository> opened = new ArrayList<>();

    @Test
    void aRunThatWasCutAnywhereEndsLikeOneThatWasNot() throws Exception {
        CrashTrial trial = CrashTrial.on(() -> open(folder.resolve(files.size() + ".db")), this::reopen);
        int crashes = 0;

        for (long seed = 1; seed <= PIPELINES; seed++) {
            crashes += trial.run(seed);
            closeAll();
        }

        assertThat(crashes).isGreaterThan(5 * PIPELINES);
    }

    private Repository open(Path file) {
        Repository repository = SqliteRepository.open(file);
        files.put(repository, file);
        opened.add(repository);
        return repository;
    }

    private Repository reopen(Repository repository) {
        repository.close();
        return open(files.get(repository));
    }

    @AfterEach
    void closeAll() {
        opened.forEach(Repository::close);
        opened.clear();
    }
}
