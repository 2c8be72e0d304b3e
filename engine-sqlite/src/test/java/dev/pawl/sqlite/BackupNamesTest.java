package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What backups are called, and so which there are and which are kept. */
class BackupNamesTest {
    @TempDir
    Path folder;

    private Path file;
    private Path snapshots;
    private SqliteBackups backups;

    @BeforeEach
    void names() {
        file = folder.resolve("pawl.db");
        snapshots = folder.resolve("snapshots");
        backups = SqliteBackups.in(snapshots);
    }

    @Test
    void theNameSaysStoreAndHourInAsciiAndSorts() throws Exception {
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            Backup first = repository.backUp(backups);
            Backup second = repository.backUp(backups);

            assertThat(first.file().getFileName().toString()).matches("pawl_\\d{8}T\\d{9}Z\\.db");
            assertThat(second.made()).isAfter(first.made());
            assertThat(second.file().getFileName().toString())
                    .isGreaterThan(first.file().getFileName().toString());
            assertThat(backups.list()).containsExactly(second, first);
            assertThat(Stores.filesIn(snapshots))
                    .containsExactlyInAnyOrder(Stores.nameOf(first), Stores.nameOf(second), "pawl.backup.lock");
        }
    }

    @Test
    void theNewestAreKeptOfEachStore() {
        SqliteBackups two = backups.keep(2);
        try (SqliteRepository repository = SqliteRepository.open(file);
                SqliteRepository other = SqliteRepository.open(folder.resolve("other.db"))) {
            Backup others = other.backUp(two);
            repository.backUp(two);
            Backup second = repository.backUp(two);
            Backup third = repository.backUp(two);

            assertThat(two.list()).containsExactly(third, second, others);
        }
    }

    @Test
    void aBackupIsLaterThanThoseThatAreThereAlsoWhenTheClockWasPutBack() throws Exception {
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            Backup first = repository.backUp(backups);
            Path future = snapshots.resolve("pawl_29991231T235959999Z.db");
            Files.move(first.file(), future);

            Backup second = repository.backUp(backups.keep(1));

            assertThat(Stores.nameOf(second)).isEqualTo("pawl_30000101T000000000Z.db");
            assertThat(backups.list()).containsExactly(second);
        }
    }

    @Test
    void whatIsNoBackupIsNotListed() throws Exception {
        Files.createDirectories(snapshots.resolve("pawl_20260101T000000000Z.db"));
        for (String name : List.of(
                "pawl.backup.new",
                "pawl.db",
                "pawl_20260101T000000000Z.db.part",
                "pawl_20261301T000000000Z.db",
                "_20260101T000000000Z.db",
                "pawl_20260101T000000Z.db")) {
            Files.writeString(snapshots.resolve(name), "x");
        }
        Files.createSymbolicLink(snapshots.resolve("pawl_20260102T000000000Z.db"), Files.writeString(file, "x"));

        assertThat(backups.list()).isEmpty();
        assertThat(backups.newest()).isEmpty();
        assertThat(SqliteBackups.in(folder.resolve("missing")).list()).isEmpty();
        assertThatThrownBy(() -> Backup.of(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("not called");
    }

    @Test
    void namesAreAsciiAndDoNotFallTogether() {
        assertThat(Stream.of("pawl.db", "größe.db", "gr ße.db", ".db", "a", "-x.db", "x".repeat(200))
                        .map(Path::of)
                        .map(BackupName::ofStore))
                .doesNotHaveDuplicates()
                .startsWith("pawl")
                .contains("a")
                .allMatch(name ->
                        BackupName.parse(name + "_20260101T000000000Z.db").isPresent());
    }

    @Test
    void keepRefusesNothing() {
        assertThatThrownBy(() -> backups.keep(0)).hasMessage("count < 1: 0");
    }
}
