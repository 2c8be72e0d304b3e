package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pawl.store.Checkpoint;
import dev.pawl.store.Definitions.Definition;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.RunRow;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import dev.pawl.store.Wait;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backup holds, and what is said while it is made. */
class BackupTest {
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
    void aBackupHoldsWhatWasCommittedAndNothingLater() {
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            Stores.queued(repository, "before");

            Backup made = repository.backUp(backups);
            Stores.queued(repository, "after");

            assertThat(made.verify()).isEqualTo(new BackupContents(Schema.VERSION, 1, 1, 3));
            assertThat(made.file()).hasSize(made.bytes());
            assertThat(backups.list()).containsExactly(made);
            assertThat(Backup.of(made.file())).isEqualTo(made);
        }
        Path elsewhere = folder.resolve("elsewhere.db");
        backups.newest().orElseThrow().restore(elsewhere);
        try (SqliteRepository restored = SqliteRepository.open(elsewhere)) {
            assertThat(restored.query().find("before")).isPresent();
            assertThat(restored.query().find("after")).isEmpty();
        }
    }

    /** A table whose checksum is not over its columns in their order would make this fail. */
    @Test
    void rowsOfEachTableAreVerified() throws Exception {
        HalfPruned.make(file);
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            RunRow run = Stores.carried(repository, "a");
            List<Wait> waits = List.of(new Wait(run.number(), "pay", "SIGNAL", "paid", 1, 2));
            repository
                    .log()
                    .append(new Checkpoint(
                            run.number(),
                            1,
                            List.of(Stores.row(run.number(), 2)),
                            Optional.empty(),
                            List.of(),
                            waits,
                            List.of()))
                    .await();
            repository.mailbox().post(new Mail(0, run.number(), "signal", "go", "ada", new byte[] {1}, 7));
            repository.definitions().save(new Definition("print", "publish", 1, "{}"));
            repository.queue().join(Stores.OWNER);

            BackupContents contents = repository.backUp(backups).verify();

            try (var connection = Stores.connect(repository.backUp(backups).file());
                    var session = new Session(connection)) {
                List<String> empty = new ArrayList<>();
                long rows = 0;
                long events = session.askNumber("SELECT count(*) FROM log");
                for (RowCheck check : RowCheck.ofAllTables(session)) {
                    long count = session.askNumber("SELECT count(*) FROM " + check.table());
                    rows += count;
                    if (count == 0) {
                        empty.add(check.table());
                    }
                }
                assertThat(empty).as("tables of which no row was verified").isEmpty();
                assertThat(contents).isEqualTo(new BackupContents(Schema.VERSION, 2, events, rows));
            }
        }
    }

    @Test
    void onlyTheUserCanReadABackup() throws Exception {
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            Backup made = repository.backUp(backups);

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.file())))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(snapshots)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void whatIsToldIsWhatHappens() throws Exception {
        List<String> told = new ArrayList<>();
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            Stores.queued(repository, "a");
            Backup old = repository.backUp(backups);
            long bytes = Stores.number(file, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");

            Backup made = repository.backUp(backups.keep(1).listener(event -> told.add(event.toString())));

            assertThat(told)
                    .containsExactly(
                            "backup of pawl: copying up to " + bytes + " bytes",
                            "backup of pawl: verified 1 of 3 rows",
                            "backup of pawl: verified 2 of 3 rows",
                            "backup of pawl: verified 3 of 3 rows",
                            "backup of pawl: made " + Stores.nameOf(made) + ", " + made.bytes() + " bytes, 1 runs",
                            "backup of pawl: dropped " + Stores.nameOf(old));
        }
    }

    @Test
    void aListenerThatThrowsHarmsNothing() {
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            Backup made = repository.backUp(backups.listener(event -> {
                throw new IllegalStateException("no");
            }));

            assertThat(backups.list()).containsExactly(made);
        }
    }

    @Test
    void whatAKilledProcessLeftIsSwept() throws Exception {
        Files.createDirectories(snapshots);
        for (String name : List.of("pawl.backup.new", "pawl.backup.new-journal")) {
            Files.writeString(snapshots.resolve(name), "half");
        }
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            Backup made = repository.backUp(backups);

            assertThat(Stores.filesIn(snapshots)).containsExactlyInAnyOrder(Stores.nameOf(made), "pawl.backup.lock");
        }
    }

    @Test
    void whatAnotherOneIsMakingIsLeftAlone() throws Exception {
        Path twin = folder.resolve("twin").resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(file);
                SqliteRepository other = SqliteRepository.open(twin)) {
            List<StoreException> refusals = new ArrayList<>();
            Backup made = repository.backUp(backups.listener(event -> {
                if (event instanceof BackupEvent.Copying) {
                    refusals.add(catchThrowableOfType(StoreException.class, () -> other.backUp(backups)));
                }
            }));

            assertThat(refusals).singleElement().satisfies(refusal -> {
                assertThat(refusal.reason()).isEqualTo(Reason.BUSY);
                assertThat(refusal).hasMessageContaining("a folder of its own");
            });
            assertThat(Stores.filesIn(snapshots)).containsExactlyInAnyOrder(Stores.nameOf(made), "pawl.backup.lock");
        }
    }

    @Test
    void aDamagedStoreGetsNoNewBackupAndKeepsTheOld() throws Exception {
        List<BackupEvent> told = new ArrayList<>();
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            Stores.queued(repository, "a");
            Backup good = repository.backUp(backups);
            Stores.sql(file, "UPDATE log SET event = '{}x'");

            StoreException refusal = catchThrowableOfType(
                    StoreException.class,
                    () -> repository.backUp(backups.keep(1).listener(told::add)));

            assertThat(refusal.reason()).isEqualTo(Reason.CORRUPT);
            assertThat(refusal)
                    .hasMessage("Cannot back up " + file.toRealPath() + " to " + snapshots
                            + ": the row 1 of the table log is damaged: its checksum does not match");
            assertThat(backups.list()).containsExactly(good);
            assertThat(Stores.filesIn(snapshots)).containsExactlyInAnyOrder(Stores.nameOf(good), "pawl.backup.lock");
            assertThat(told).endsWith(new BackupEvent.Failed("pawl", refusal));
            assertThat(repository.backupTrouble()).contains(refusal);
            assertThat(repository.trouble()).isEmpty();

            Stores.sql(file, "UPDATE log SET event = '{}'");
            repository.backUp(backups);
            assertThat(repository.backupTrouble()).isEmpty();
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        Path blocked = Files.writeString(folder.resolve("blocked"), "a file");
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            assertThatThrownBy(() -> repository.backUp(SqliteBackups.in(blocked)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(blocked.toString());
            assertThatThrownBy(() -> repository.backUp(SqliteBackups.in(folder.resolve("a?b"))))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("not safe");
        }
    }

    @Test
    void aClosedStoreIsNotBackedUp() {
        SqliteRepository repository = SqliteRepository.open(file);
        repository.close();

        assertThat(catchThrowableOfType(StoreException.class, () -> repository.backUp(backups))
                        .reason())
                .isEqualTo(Reason.CLOSED);
    }

    @Test
    void closingStopsABackupWithoutATrace() throws Exception {
        SqliteRepository repository = SqliteRepository.open(file);
        Stores.queued(repository, "a");

        StoreException stopped = catchThrowableOfType(
                StoreException.class, () -> repository.backUp(backups.listener(event -> repository.close())));

        assertThat(stopped.reason()).isEqualTo(Reason.CLOSED);
        assertThat(Stores.filesIn(snapshots)).containsExactly("pawl.backup.lock");
        SqliteRepository.open(file).close();
    }
}
