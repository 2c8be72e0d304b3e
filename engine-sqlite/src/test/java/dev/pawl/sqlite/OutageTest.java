package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pawl.store.Commit;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** While another program holds the lock of the file for longer than we wait. */
@Timeout(60)
class OutageTest {
    private static final SqliteOptions IMPATIENT = SqliteOptions.defaults().withBusyTimeout(Duration.ofMillis(50));

    @TempDir
    Path folder;

    @Test
    void anAppendSurvivesAndIsCommittedAfterwards() throws Exception {
        Path file = folder.resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(file, IMPATIENT)) {
            RunRow run = Stores.carried(repository, "a");
            CountDownLatch done = new CountDownLatch(1);
            Commit commit;
            try (Connection other = Stores.connect(file);
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                commit = repository.log().append(Stores.checkpoint(run, 2));
                commit.onDone(done::countDown);
                assertThat(commit.hurry()).isFalse();
                Commit second = repository.log().append(Stores.checkpoint(run, 3));
                StoreException refusal =
                        catchThrowableOfType(StoreException.class, () -> Stores.queued(repository, "b"));

                assertThat(refusal).isNotNull().hasMessageContaining(file.toString());
                assertThat(refusal.reason()).isEqualTo(Reason.BUSY);
                assertThat(repository.trouble())
                        .hasValueSatisfying(e -> assertThat(e.reason()).isEqualTo(Reason.BUSY));
                assertThat(List.of(commit, second)).noneMatch(Commit::isDone);
                assertThat(repository.query().find("a")).isPresent();
                statement.execute("ROLLBACK");
            }

            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            repository.log().append(Stores.checkpoint(run, 4)).await();

            assertThat(commit.refusal()).isEmpty();
            assertThat(seqs(repository, run)).containsExactly(1L, 2L, 3L, 4L);
            assertThat(repository.trouble()).isEmpty();
            assertThat(Stores.queued(repository, "b").spec().id()).isEqualTo("b");
        }
    }

    @Test
    void closingRefusesWhatStillCannotBeWritten() throws Exception {
        Path file = folder.resolve("pawl.db");
        SqliteRepository repository = SqliteRepository.open(file, IMPATIENT);
        RunRow run = Stores.carried(repository, "a");
        Commit commit;
        try (Connection other = Stores.connect(file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            commit = repository.log().append(Stores.checkpoint(run, 2));

            repository.close();

            statement.execute("ROLLBACK");
        }
        assertThat(commit.refusal())
                .hasValueSatisfying(e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
        try (SqliteRepository again = SqliteRepository.open(file)) {
            assertThat(seqs(again, run)).containsExactly(1L);
        }
    }

    private static List<Long> seqs(SqliteRepository repository, RunRow run) {
        return repository.log().read(run.number(), 0, 100).stream()
                .map(LogRow::seq)
                .toList();
    }
}
