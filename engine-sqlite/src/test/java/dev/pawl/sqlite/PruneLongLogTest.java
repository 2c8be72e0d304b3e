package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pawl.event.EventFilter;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.RunRow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log that is too long to be deleted at once: what is left of it when that is broken off, as by a crash. */
@Timeout(60)
class PruneLongLogTest {
    @TempDir
    Path folder;

    private Path file;
    private long gone;

    @BeforeEach
    void makeHalfPruned() throws Exception {
        file = folder.resolve("pawl.db");
        gone = HalfPruned.make(file);
    }

    @Test
    void nobodyIsShownTheRest() {
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            List<RunRow> left = repository.query().list(RunFilter.all(), Long.MAX_VALUE, 10);

            assertThat(left).extracting(run -> run.spec().id()).containsExactly("newest");
            for (EventFilter filter : List.of(EventFilter.all(), EventFilter.ofQueue("main"))) {
                assertThat(repository.log().follow(filter, 0, 10))
                        .extracting(LogRow::run, LogRow::seq)
                        .containsExactly(tuple(2L, 1L), tuple(2L, 2L));
            }
        }
    }

    @Test
    void aBackupOfItIsSoundAndWhatIsRestoredIsPrunedToItsEnd() throws Exception {
        Path restored = folder.resolve("restored.db");
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            repository.backUp(SqliteBackups.in(folder.resolve("snapshots"))).restore(restored);
        }

        assertPrunedToItsEnd(restored);
    }

    @Test
    void theNextPruningDeletesTheRestFirst() throws Exception {
        assertPrunedToItsEnd(file);
    }

    private void assertPrunedToItsEnd(Path store) throws Exception {
        try (SqliteRepository repository = SqliteRepository.open(store)) {
            assertThat(repository.prune(Retention.unlimited())).isEqualTo(new Pruned(0, HalfPruned.ROWS - gone, 0));
        }
        assertThat(Stores.number(store, "SELECT count(*) FROM dropped")).isZero();
        assertThat(Stores.number(store, "SELECT count(*) FROM log")).isEqualTo(2);
    }

    @Test
    void itTakesManyTransactionsOfWhichOthersComeInBetween() throws Exception {
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            long before = repository.commits();

            repository.prune(Retention.unlimited());

            assertThat(repository.commits() - before).isGreaterThan(1);
        }
    }
}
