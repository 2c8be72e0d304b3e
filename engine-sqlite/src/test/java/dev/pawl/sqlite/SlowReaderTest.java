package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.Checkpoint;
import dev.pawl.store.RunRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A reader past the repository that has forgotten to end: the write-ahead log grows behind it, and becomes small again. */
@Timeout(300)
class SlowReaderTest {
    private static final int ROWS = Boolean.getBoolean("pawl.long") ? 40_000 : 9_000;
    private static final long LIMIT = 64L << 20;
    private static final SqliteOptions FAST =
            SqliteOptions.defaults().withSynchronous(SqliteOptions.Synchronous.NORMAL);

    @TempDir
    Path folder;

    private long seq = 1;

    private Path file() {
        return folder.resolve("pawl.db");
    }

    private long log() throws IOException {
        Path log = folder.resolve("pawl.db-wal");
        return Files.exists(log) ? Files.size(log) : 0;
    }

    @Test
    void theLogIsCutWhenTheReaderHasGone() throws Exception {
        long whileThere;
        long commits = 0;
        try (SqliteRepository repository = SqliteRepository.open(file(), FAST)) {
            RunRow run = Stores.carried(repository, "a");
            try (Connection slow = Stores.connect(file());
                    Statement statement = slow.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT * FROM run")) {
                assertThat(rows.next()).isTrue();
                write(repository, run, ROWS);
                whileThere = log();
            }
            // The test's limit of time ends this if the log stays long.
            while (log() > LIMIT) {
                write(repository, run, 1);
                commits++;
            }
            System.out.println("a reader held up the log for " + ROWS + " commits: " + whileThere + " bytes; " + commits
                    + " commits later " + log() + " bytes");
        }
        assertThat(whileThere).isGreaterThan(LIMIT);
        assertThat(commits).isLessThan(3_000);
        assertThat(log()).isZero();
    }

    @Test
    void aReaderThatStaysHoldsUpNeitherTheCloseNorTheNextOpening() throws Exception {
        SqliteRepository.open(file(), FAST).close();
        long closing;
        try (Connection slow = Stores.connect(file());
                Statement statement = slow.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM sqlite_schema")) {
            assertThat(rows.next()).isTrue();
            SqliteRepository repository = SqliteRepository.open(file(), FAST);
            write(repository, Stores.carried(repository, "a"), 4_000);
            closing = System.nanoTime();
            repository.close();
            closing = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - closing);
            System.out.println(
                    "a reader held up the log for 4000 commits and the close: " + log() + " bytes, " + closing + " ms");
            assertThat(log()).isGreaterThan(17_000_000);
        }
        // It would wait for 20 seconds for whoever holds the lock of the file.
        assertThat(closing).isLessThan(10_000);
        seq = 1;
        try (SqliteRepository repository = SqliteRepository.open(file(), FAST)) {
            write(repository, Stores.carried(repository, "b"), 1);
            assertThat(repository.log().read(1, 0, 10_000)).hasSize(4_001);
        }
        assertThat(log()).isZero();
    }

    private void write(SqliteRepository repository, RunRow run, int rows) throws InterruptedException {
        String delta = "x".repeat(4_000);
        for (int i = 0; i < rows; i++) {
            seq++;
            repository
                    .log()
                    .append(Checkpoint.of(run.number(), 1, Stores.row(run.number(), seq, delta)))
                    .await();
        }
    }
}
