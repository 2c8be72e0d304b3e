package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restore is all or nothing: the store is the backup afterwards, or is as it was. */
class RestoreTest {
    @TempDir
    Path folder;

    private Path target;
    private Backup good;

    @BeforeEach
    void aStoreAndABackup() {
        target = folder.resolve("data").resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(target)) {
            Stores.queued(repository, "saved");
            good = repository.backUp(SqliteBackups.in(folder.resolve("snapshots")));
            Stores.queued(repository, "later");
        }
    }

    @Test
    void theStoreIsTheBackupAfterwards() throws Exception {
        good.restore(target);

        assertThat(names(target.getParent())).containsExactlyInAnyOrder("pawl.db", "pawl.db.lock");
        assertThat(Stores.sha256(target)).isEqualTo(Stores.sha256(good.file()));
        assertThat(runs(target)).containsExactly("saved");
    }

    @Test
    void aStoreThatIsNotThereIsMade() {
        Path fresh = folder.resolve("new").resolve("pawl.db");

        good.restore(fresh);

        assertThat(runs(fresh)).containsExactly("saved");
    }

    /** The log of a store that was not closed would be taken for that of the restored one. */
    @Test
    void theLogOfTheOldStoreGoesWithIt() throws Exception {
        Path crashed = crashed();

        good.restore(crashed);

        assertThat(names(crashed.getParent())).containsExactlyInAnyOrder("pawl.db", "pawl.db.lock");
        assertThat(runs(crashed)).containsExactly("saved");
    }

    @Test
    void aDamagedStoreIsReplaced() throws Exception {
        for (byte[] damaged : List.of(new byte[0], "no database".getBytes(), new byte[8_192])) {
            Files.write(target, damaged);

            good.restore(target);

            assertThat(runs(target)).containsExactly("saved");
        }
    }

    /** As when the process is killed after the decision, at each of the steps that are left. */
    @Test
    void aRestoreThatWasDecidedIsCarriedThroughByWhoeverOpensTheStore() throws Exception {
        Path crashed = crashed();
        Files.copy(good.file(), crashed.resolveSibling("pawl.db.restored"));
        assertThat(runs(crashed)).containsExactly("saved");

        crashed = crashed();
        Files.copy(good.file(), crashed.resolveSibling("pawl.db.restored"));
        Files.delete(crashed.resolveSibling("pawl.db-wal"));
        assertThat(runs(crashed)).containsExactly("saved");

        Files.write(crashed, new byte[0]);
        Files.copy(good.file(), crashed.resolveSibling("pawl.db.restored"));
        assertThat(runs(crashed)).containsExactly("saved");

        Files.delete(crashed);
        Files.copy(good.file(), crashed.resolveSibling("pawl.db.restored"));
        assertThat(runs(crashed)).containsExactly("saved");
        assertThat(names(crashed.getParent())).containsExactlyInAnyOrder("pawl.db", "pawl.db.lock");
    }

    @Test
    void whatAKilledRestoreLeftBeforeItsDecisionIsNotLookedAt() throws Exception {
        Files.writeString(target.resolveSibling("pawl.db.restoring"), "half");

        assertThat(runs(target)).containsExactly("later", "saved");
        good.restore(target);

        assertThat(runs(target)).containsExactly("saved");
        assertThat(names(target.getParent())).containsExactlyInAnyOrder("pawl.db", "pawl.db.lock");
    }

    @Test
    void aStoreThatIsOpenHereIsRefused() {
        try (SqliteRepository repository = SqliteRepository.open(target)) {
            StoreException refusal = catchThrowableOfType(StoreException.class, () -> good.restore(target));

            assertThat(refusal.reason()).isEqualTo(Reason.BUSY);
            assertThat(refusal)
                    .hasMessageContaining(target.toString())
                    .hasMessageContaining("close that repository first");
            assertThat(Stores.queued(repository, "still").spec().id()).isEqualTo("still");
        }
        assertThat(runs(target)).containsExactly("later", "saved", "still");
    }

    @Test
    void aStoreThatIsOpenInAnotherProcessIsRefused() throws Exception {
        Process other = OwnershipTest.holder(target);
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("open");
            StoreException refusal = catchThrowableOfType(StoreException.class, () -> good.restore(target));

            assertThat(refusal.reason()).isEqualTo(Reason.BUSY);
            assertThat(refusal).hasMessageContaining(target.toString()).hasMessageContaining("another process");
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(runs(target)).containsExactly("later", "saved", "theirs");
    }

    /** What a store is like whose process was killed: committed rows are in its log only. */
    private Path crashed() throws Exception {
        Path live = Files.createTempDirectory(folder, "live").resolve("pawl.db");
        Path left = Files.createTempDirectory(folder, "crashed").resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(live)) {
            for (int i = 0; i < 5; i++) {
                Stores.queued(repository, "other-" + i);
            }
            for (String suffix : List.of("", "-wal", "-shm")) {
                Files.copy(live.resolveSibling("pawl.db" + suffix), left.resolveSibling("pawl.db" + suffix));
            }
        }
        assertThat(left.resolveSibling("pawl.db-wal")).isNotEmptyFile();
        return left;
    }

    private static List<String> runs(Path store) {
        try (SqliteRepository repository = SqliteRepository.open(store)) {
            return repository.query().list(RunFilter.all(), Long.MAX_VALUE, 100).stream()
                    .map(run -> run.spec().id())
                    .sorted()
                    .toList();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(path -> path.getFileName().toString()).toList();
        }
    }
}
