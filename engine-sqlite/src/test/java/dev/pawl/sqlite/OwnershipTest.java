package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pawl.event.RunStatus;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store is open once in each process. */
class OwnershipTest {
    @TempDir
    Path folder;

    @Test
    void aSecondOpeningInTheSameProcessIsRefused() {
        Path file = folder.resolve("pawl.db");
        try (SqliteRepository first = SqliteRepository.open(file)) {
            isBusy(file);
            isBusy(folder.resolve(".").resolve("pawl.db"));
            assertThat(Stores.queued(first, "a").spec().id()).isEqualTo("a");
        }
        SqliteRepository.open(file).close();
    }

    @Test
    void aLinkIsTheSameStore() throws Exception {
        Path file = folder.resolve("pawl.db");
        try (SqliteRepository first = SqliteRepository.open(file)) {
            isBusy(Files.createSymbolicLink(folder.resolve("link.db"), file));
            Path twin = Files.createSymbolicLink(folder.resolveSibling(folder.getFileName() + "-twin"), folder);
            try {
                isBusy(twin.resolve("pawl.db"));
            } finally {
                Files.delete(twin);
            }
            assertThat(first.trouble()).isEmpty();
        }
    }

    @Test
    void aStoreOfAnotherProcessIsSharedWithIt() throws Exception {
        Path file = folder.resolve("pawl.db");
        Process other = holder(file);
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("open");

            try (SqliteRepository repository = SqliteRepository.open(file)) {
                assertThat(repository.query().find("theirs")).isPresent();
                Stores.queued(repository, "ours");
            }
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            assertThat(repository.query().counts()).containsExactly(Map.entry(RunStatus.QUEUED, 2L));
        }
    }

    @Test
    void whatARefusedOpeningHeldIsLetGo() throws Exception {
        Path file = Files.writeString(folder.resolve("pawl.db"), "no store");
        assertThat(catchThrowableOfType(StoreException.class, () -> SqliteRepository.open(file)))
                .isNotNull();

        Files.delete(file);

        SqliteRepository.open(file).close();
    }

    @Test
    void anOwnerWhoseRowIsLostKeepsItsRuns() throws Exception {
        Path file = folder.resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            repository.queue().join(Stores.OWNER);
            Stores.carried(repository, "a");
            Stores.sql(file, "DELETE FROM owner");

            assertThat(repository.queue().takeOver(Stores.NOW, Set.of())).isZero();

            assertThat(repository.query().counts()).containsExactly(Map.entry(RunStatus.RUNNING, 1L));
            assertThat(repository.isSure()).isFalse();
        }
    }

    @Test
    void whoCannotWriteTakesNobodyForDead() throws Exception {
        Path file = folder.resolve("pawl.db");
        SqliteOptions impatient = SqliteOptions.defaults().withTakeOverAfter(Duration.ofSeconds(1));
        try (SqliteRepository repository = SqliteRepository.open(file, impatient);
                Connection other = Stores.connect(file);
                Statement statement = other.createStatement()) {
            repository.queue().join("me");
            Stores.carried(repository, "mine");
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("INSERT INTO owner (name, place, beat, patience, crc) VALUES ('other', 0, 1, 1000, 0)");
            statement.execute("UPDATE run SET owner = 'other'");
            statement.execute("COMMIT");
            statement.execute("BEGIN IMMEDIATE");
            long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
            // Each look counts for the time since the one before.
            while (System.nanoTime() < end) {
                CompletableFuture<Integer> look =
                        CompletableFuture.supplyAsync(() -> repository.queue().takeOver(Stores.NOW, Set.of()));
                assertThat(look.completeOnTimeout(0, 300, TimeUnit.MILLISECONDS).get())
                        .isZero();
            }
            statement.execute("ROLLBACK");

            assertThat(repository.queue().takeOver(Stores.NOW, Set.of())).isZero();
        }
    }

    private static void isBusy(Path file) {
        StoreException refusal = catchThrowableOfType(
                StoreException.class, () -> SqliteRepository.open(file).close());

        assertThat(refusal).isNotNull().hasMessageContaining("pawl.db").hasMessageContaining("open already");
        assertThat(refusal.reason()).isEqualTo(Reason.BUSY);
    }

    static Process holder(Path file) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        return new ProcessBuilder(List.of(java, "-cp", classes, Holder.class.getName(), file.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Another process: opens the store, writes a run, and holds it until it is killed. */
    static final class Holder {
        public static void main(String[] arguments) throws IOException {
            try (SqliteRepository repository = SqliteRepository.open(Path.of(arguments[0]))) {
                Stores.queued(repository, "theirs");
                System.out.println("open");
                System.out.flush();
                while (System.in.read() >= 0) {
                    // Until the other side has gone.
                }
            }
        }
    }
}
