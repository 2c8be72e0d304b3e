package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.event.RunStatus;
import dev.pawl.sqlite.SqliteOptions.Synchronous;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Chains of many runs, and rows of many bytes: each slice of a pruning is short. */
@Timeout(60)
class PruneChainTest {
    private static final Retention NONE = Retention.unlimited().maxRuns(0);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void aFile() {
        file = folder.resolve("pawl.db");
    }

    private SqliteRepository open() {
        return SqliteRepository.open(file, SqliteOptions.defaults().withSynchronous(Synchronous.NORMAL));
    }

    private void chain(SqliteRepository repository, int runs, int rows) throws Exception {
        PastRuns past = new PastRuns(repository);
        for (int i = 0; i < runs; i++) {
            past.bring(past.carried("c" + i, "c0"), RunStatus.COMPLETED, Stores.NOW + i, rows);
        }
        past.ended("other", Stores.NOW + runs);
    }

    @Test
    void aLongChainThatIsKeptIsReadOnceAndNotForEachOfItsRuns() throws Exception {
        try (SqliteRepository repository = open()) {
            chain(repository, 2_000, 2);
            new PastRuns(repository).carried("last", "c0");
            long before = repository.commits();

            assertThat(repository.prune(NONE)).isEqualTo(new Pruned(1, 2, 0));
            // One slice for each of its runs, were it read for each.
            assertThat(repository.commits() - before).isLessThan(100);
        }
    }

    @Test
    void aLongChainThatHasEndedIsReadTwiceAtMost() throws Exception {
        try (SqliteRepository repository = open()) {
            chain(repository, 2_000, 2);
            new PastRuns(repository).ended("newest", Stores.NOW);
            long before = repository.commits();

            assertThat(repository.prune(NONE).runs()).isEqualTo(2_001);
            assertThat(repository.commits() - before).isLessThan(500);
        }
    }

    @Test
    void theRunsOfAChainGoAtOnceAndItsLogsInParts() throws Exception {
        try (SqliteRepository repository = open()) {
            chain(repository, 100, 200);
        }

        PruneSlice.Done first = HalfPruned.slice(file);
        while (first.gone().runs() == 0) {
            first = HalfPruned.slice(file);
        }

        assertThat(first.gone().runs()).isEqualTo(100);
        assertThat(first.gone().events()).isBetween(100L, 9_999L);
        try (SqliteRepository repository = open()) {
            assertThat(new PastRuns(repository).ids()).containsExactly("other");
            assertThat(repository.prune(NONE))
                    .isEqualTo(new Pruned(0, 20_000 - first.gone().events(), 0));
        }
    }

    @Test
    void aPruningEndsWithTheLastRestOfALog() throws Exception {
        try (SqliteRepository repository = open()) {
            chain(repository, 100, 200);

            assertThat(repository.prune(Retention.unlimited().maxRuns(1))).isEqualTo(new Pruned(100, 20_000, 0));
        }
    }

    @Test
    void asManyRowsGoAtATimeAsAreNotTooManyBytes() throws Exception {
        try (SqliteRepository repository = open()) {
            PastRuns past = new PastRuns(repository, 300);
            past.brought(past.carried("a", "a"), RunStatus.COMPLETED, Stores.NOW, 20);
        }
        try (Session session = new Session(Stores.connect(file))) {
            LogTable log = new LogTable(session);

            // With the two bytes of "{}".
            assertThat(log.countLast(1, 100, 906)).isEqualTo(3);
            assertThat(log.countLast(1, 100, 905)).isEqualTo(2);
            assertThat(log.countLast(1, 100, 1)).isEqualTo(1);
            assertThat(log.countLast(1, 7, 1 << 20)).isEqualTo(7);
            assertThat(log.countLast(1, 100, 1 << 20)).isEqualTo(20);
            assertThat(log.countLast(2, 100, 1 << 20)).isZero();
        }
    }
}
