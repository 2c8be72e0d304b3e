package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pawl.event.RunStatus;
import dev.pawl.sqlite.SqliteOptions.Synchronous;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pruning by the clock, when it fails, and when the store is closed meanwhile. */
@Timeout(60)
class PruneDeskTest {
    private static final Retention ONE = Retention.unlimited().maxRuns(1);

    @TempDir
    Path folder;

    private SqliteRepository open(SqliteOptions options) {
        return SqliteRepository.open(folder.resolve("pawl.db"), options);
    }

    private static SqliteOptions every(Duration time) {
        return SqliteOptions.defaults().withRetention(ONE, time);
    }

    @Test
    void aStoreIsPrunedWhenItIsOpenedAndByTheClock() throws Exception {
        try (SqliteRepository repository = open(SqliteOptions.defaults())) {
            fill(repository, "a", 10);
        }
        try (SqliteRepository repository = open(every(Duration.ofMillis(5)))) {
            PastRuns past = new PastRuns(repository);
            awaitOne(past);
            fill(repository, "b", 10);
            awaitOne(past);

            assertThat(past.ids()).containsExactly("b9");
            assertThat(repository.warnings()).isEmpty();
        }
    }

    private static void fill(SqliteRepository repository, String name, int count) throws InterruptedException {
        PastRuns past = new PastRuns(repository);
        for (int i = 0; i < count; i++) {
            past.ended(name + i, Stores.NOW + i);
        }
    }

    /** The test's limit of time ends this if nothing is pruned. */
    private static void awaitOne(PastRuns past) {
        while (past.ids().size() > 1) {
            Thread.onSpinWait();
        }
    }

    @Test
    void thereIsAThreadOnlyWhereItIsAskedForAndItEndsWithTheRepository() {
        try (SqliteRepository repository = open(SqliteOptions.defaults())) {
            assertThat(repository.pruneTrouble()).isEmpty();
            assertThat(timers()).isZero();
        }
        try (SqliteRepository repository = open(every(Duration.ofHours(1)))) {
            assertThat(repository.pruneTrouble()).isEmpty();
            assertThat(timers()).isOne();
        }
        assertThat(timers()).isZero();
    }

    @Test
    void anInterruptShortensNoPauseAndIsKept() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        long start = System.nanoTime();
        Thread.currentThread().interrupt();

        Threads.await(never, 30_000_000);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(30_000_000);
    }

    private static long timers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("pawl-retention"))
                .count();
    }

    @Test
    void aFailureIsKnownUntilAPruningSucceeds() throws Exception {
        try (SqliteRepository repository = open(SqliteOptions.defaults().withBusyTimeout(Duration.ofMillis(20)))) {
            fill(repository, "a", 3);
            PastRuns past = new PastRuns(repository);
            RunRow carried = past.carried("b", "b");
            StoreException why;
            try (Connection other = Stores.connect(folder.resolve("pawl.db"));
                    var statement = other.createStatement()) {
                statement.executeUpdate("BEGIN IMMEDIATE");

                why = catchThrowableOfType(StoreException.class, () -> repository.prune(ONE));
            }
            // What is appended waits until the store can write again.
            past.brought(carried, RunStatus.COMPLETED, Stores.NOW + 9, 2);

            assertThat(why.reason()).isEqualTo(Reason.BUSY);
            assertThat(repository.pruneTrouble()).contains(why);
            assertThat(repository.warnings()).containsExactly(why.getMessage());
            assertThat(repository.trouble()).isEmpty();

            assertThat(repository.prune(ONE).runs()).isEqualTo(3);
            assertThat(repository.warnings()).isEmpty();
        }
    }

    @Test
    void closingTheStoreEndsAPruningThatGoesOn() throws Exception {
        SqliteRepository repository = open(SqliteOptions.defaults().withSynchronous(Synchronous.NORMAL));
        fill(repository, "a", 3_000);
        long before = repository.commits();
        CompletableFuture<StoreException> pruning = CompletableFuture.supplyAsync(
                () -> catchThrowableOfType(StoreException.class, () -> repository.prune(ONE)));
        while (repository.commits() - before < 3) {
            Thread.onSpinWait();
        }

        repository.close();

        assertThat(pruning.get(10, TimeUnit.SECONDS).reason()).isEqualTo(Reason.CLOSED);
        assertThat(repository.warnings()).isEmpty();
        try (SqliteRepository opened = open(SqliteOptions.defaults())) {
            assertThat(opened.backUp(SqliteBackups.in(folder.resolve("snapshots")))
                            .verify()
                            .runs())
                    .isBetween(100L, 2_999L);
            assertThat(opened.prune(ONE).runs()).isBetween(99L, 2_998L);
        }
    }
}
