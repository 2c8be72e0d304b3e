package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stores that are opened, used and closed leave nothing behind in the process. */
@Timeout(900)
class RepositoryLeakTest {
    private static final int TIMES = Boolean.getBoolean("pawl.long") ? 1_000 : 100;

    @TempDir
    Path folder;

    @Test
    void storesThatAreClosedLeaveNothing() throws Exception {
        openUseAndClose(0);
        Footprint before = Footprint.now();
        for (int i = 1; i <= TIMES; i++) {
            openUseAndClose(i);
        }
        Footprint after = Footprint.now();

        System.out.println(TIMES + " stores: " + before + " before, " + after + " after");
        after.assertNoMoreThan(before);
    }

    /** With all of its threads. */
    private void openUseAndClose(int nth) throws Exception {
        SqliteBackups backups = SqliteBackups.in(folder.resolve("snapshots")).keep(1);
        SqliteOptions options = SqliteOptions.defaults()
                .withBackups(backups, Duration.ofHours(1))
                .withRetention(Retention.unlimited().maxRuns(3), Duration.ofMillis(1));
        try (SqliteRepository repository = SqliteRepository.open(folder.resolve("pawl.db"), options)) {
            PastRuns past = new PastRuns(repository);
            past.ended("r" + nth, Stores.NOW + nth);
            assertThat(repository.stats().total()).isPositive();
        }
    }
}
