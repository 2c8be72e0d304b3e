package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pawl.event.RunStatus;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A store of an older version is copied, then brought to this one in one transaction, and nothing in it changes. */
@Timeout(120)
class MigrationTest {
    private static final int MIGRATIONS = 500;

    @TempDir
    Path folder;

    private Path store;

    @BeforeEach
    void anOlderStore() throws Exception {
        store = Files.createDirectory(folder.resolve("data")).resolve("pawl.db");
        OldStore.make(store);
    }

    @Test
    void runsInEveryStateReadTheSameAndGoOn() throws Exception {
        List<RunRow> runs;
        Map<String, String> before;
        Path sound = folder.resolve("sound.db");
        Files.copy(store, sound);
        try (SqliteRepository repository = SqliteRepository.open(sound)) {
            runs = WholeStore.runs(repository);
            before = WholeStore.answers(repository, runs);
            assertThat(new TreeSet<>(EveryState.statuses(repository).values()))
                    .containsExactlyInAnyOrder(RunStatus.values());
        }

        try (SqliteRepository repository = SqliteRepository.open(store)) {
            assertThat(WholeStore.answers(repository, runs)).isEqualTo(before);
            assertThat(EveryState.ends(repository)).isEqualTo(EveryState.expectedEnds());
        }
        assertThat(OldStore.tables(store)).isEqualTo(Schema.tables(Schema.VERSION));
    }

    @Test
    void theCopyBesideItIsTheStoreAsItWasBefore() throws Exception {
        SqliteRepository.open(store).close();

        Backup copy = SqliteBackups.in(store.getParent()).newest().orElseThrow();
        assertThat(copy.store()).isEqualTo("pawl.db_before-schema-2");
        assertThat(copy.verify().schema()).isEqualTo(1);
        assertThat(SqliteBackups.in(store.getParent()).of("pawl")).isEmpty();
        Path restored = folder.resolve("restored.db");
        copy.restore(restored);
        assertThat(OldStore.tables(restored)).isEqualTo(Schema.tables(1));
        try (SqliteRepository repository = SqliteRepository.open(restored)) {
            assertThat(EveryState.ends(repository)).isEqualTo(EveryState.expectedEnds());
        }
    }

    @Test
    void anOpenedStoreIsNotCopiedAgain() throws Exception {
        SqliteRepository.open(store).close();
        List<String> once = Stores.filesIn(store.getParent());

        SqliteRepository.open(store).close();

        assertThat(Stores.filesIn(store.getParent())).containsExactlyInAnyOrderElementsOf(once);
    }

    @Test
    void anotherMigrationToTheSameVersionReplacesTheCopy() throws Exception {
        SqliteRepository.open(store).close();
        OldStore.age(store);
        SqliteRepository.open(store).close();

        assertThat(SqliteBackups.in(store.getParent()).list()).hasSize(1);
    }

    /** Each look that a change falls into sees the one schema or the other, and never a part of each. */
    @Test
    void anOpeningBesideAMigrationIsNotRefused() throws Exception {
        StoreFile file = StoreFile.at(store);
        Opening opening = new Opening(file, new Connector(file, SqliteOptions.defaults()));
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> looks = other.submit(() -> {
                int count = 0;
                while (!over.get() || count == 0) {
                    opening.check();
                    count++;
                }
                return count;
            });
            try (Session session = new Session(Stores.connect(store))) {
                for (int i = 0; i < MIGRATIONS && !looks.isDone(); i++) {
                    Schema.bringUp(session);
                    session.script(OldStore.TAKEN_BACK);
                }
            } finally {
                over.set(true);
            }

            assertThat(looks.get()).isPositive();
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void storesOfOneNameWithTwoEndingsHaveCopiesOfTheirOwn() throws Exception {
        Path bare = store.resolveSibling("pawl");
        Files.copy(store, bare);
        SqliteRepository.open(store).close();
        SqliteRepository.open(bare).close();

        assertThat(SqliteBackups.in(store.getParent()).list())
                .extracting(Backup::store)
                .containsExactlyInAnyOrder("pawl.db_before-schema-2", "pawl_before-schema-2");
    }

    @Test
    void withoutACopyNothingIsChanged() throws Exception {
        Files.createDirectories(
                store.resolveSibling("pawl.db_before-schema-2.backup.new").resolve("in the way"));
        String before = Stores.sha256(store);

        StoreException refusal = catchThrowableOfType(
                StoreException.class, () -> SqliteRepository.open(store).close());

        assertThat(refusal)
                .isNotNull()
                .hasMessageStartingWith("Cannot open " + store + ", which is copied before its schema 1 becomes 2: ");
        assertThat(OldStore.tables(store)).isEqualTo(Schema.tables(1));
        assertThat(Stores.sha256(store)).isEqualTo(before);
    }

    @Test
    void aStoreWhoseCopyIsNotSoundIsNotChanged() throws Exception {
        Stores.sql(store, "UPDATE log SET millis = millis + 1 WHERE position = 3");
        String before = Stores.sha256(store);

        StoreException refusal = catchThrowableOfType(
                StoreException.class, () -> SqliteRepository.open(store).close());

        assertThat(refusal.reason()).isEqualTo(Reason.CORRUPT);
        assertThat(refusal)
                .hasMessageContaining(store.toString())
                .hasMessageContaining("the row 3 of the table log is damaged");
        assertThat(Stores.sha256(store)).isEqualTo(before);
        assertThat(SqliteBackups.in(store.getParent()).list()).isEmpty();
    }

    @Test
    void aScriptThatFailsLeavesNothingBehind() throws Exception {
        String before = Stores.sha256(store);
        List<String> scripts = List.of(
                "",
                "CREATE TABLE half (x TEXT) STRICT; DELETE FROM log",
                "CREATE VIEW v AS SELECT 1; CREATE TABLE run (x)");

        try (Session session = new Session(Stores.connect(store))) {
            assertThatThrownBy(() -> Schema.bringUp(session, scripts)).isInstanceOf(SQLException.class);
        }

        assertThat(OldStore.tables(store)).isEqualTo(Schema.tables(1));
        assertThat(Stores.sha256(store)).isEqualTo(before);
    }
}
