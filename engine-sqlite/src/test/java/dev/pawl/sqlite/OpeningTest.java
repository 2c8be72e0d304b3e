package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are opened, which are refused, and what is left of those. */
class OpeningTest {
    @TempDir
    Path folder;

    @Test
    void aMissingFileIsMadeWithItsFolders() throws Exception {
        Path file = folder.resolve("data").resolve("pawl.db");

        try (SqliteRepository repository = SqliteRepository.open(file)) {
            Stores.queued(repository, "a");
        }

        assertThat(names(file.getParent())).containsExactlyInAnyOrder("pawl.db", "pawl.db.lock");
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            assertThat(repository.query().find("a")).isPresent();
        }
    }

    @Test
    void onlyTheUserCanReadWhatIsMade() throws Exception {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path file = folder.resolve("data").resolve("pawl.db");

        try (SqliteRepository repository = SqliteRepository.open(file)) {
            Stores.queued(repository, "a");

            assertThat(permissions(file.getParent())).isEqualTo("rwx------");
            for (String name : names(file.getParent())) {
                assertThat(permissions(file.resolveSibling(name))).as(name).isEqualTo("rw-------");
            }
            assertThat(names(file.getParent())).contains("pawl.db-wal", "pawl.db-shm");
        }
    }

    @Test
    void whatAnInterruptedMakingLeftIsMadeAnew() throws Exception {
        Path file = folder.resolve("pawl.db");
        Files.writeString(folder.resolve("pawl.db.new"), "half");

        try (SqliteRepository repository = SqliteRepository.open(file)) {
            Stores.queued(repository, "a");
        }

        assertThat(names(folder)).containsExactlyInAnyOrder("pawl.db", "pawl.db.lock");
    }

    @Test
    void anEmptyFileIsForeign() throws Exception {
        Path file = Files.createFile(folder.resolve("pawl.db"));

        isRefused(file, Reason.FOREIGN, "empty");
    }

    @Test
    void aTextIsForeign() throws Exception {
        Path file = Files.writeString(folder.resolve("notes.txt"), "not a database, ".repeat(1_000));

        isRefused(file, Reason.FOREIGN, "no database");
    }

    @Test
    void aDatabaseOfAnotherProgramIsForeign() throws Exception {
        Path file = folder.resolve("other.db");
        Stores.sql(file, "CREATE TABLE t (x); INSERT INTO t VALUES (1)");

        isRefused(file, Reason.FOREIGN, "another program");
    }

    @Test
    void aDatabaseOfAnotherProgramInWalModeIsForeignAndStaysSo() throws Exception {
        Path file = folder.resolve("other.db");
        Stores.sql(file, "PRAGMA journal_mode = WAL; PRAGMA application_id = 7; CREATE TABLE t (x)");

        isRefused(file, Reason.FOREIGN, "another program");
    }

    @Test
    void aNewerStoreIsForeign() throws Exception {
        Path file = store();
        Stores.sql(file, "PRAGMA user_version = 99");

        isRefused(file, Reason.FOREIGN, "newer version");
    }

    @Test
    void aStoreWithoutItsVersionIsCorrupt() throws Exception {
        Path file = store();
        Stores.sql(file, "PRAGMA user_version = 0");

        isRefused(file, Reason.CORRUPT, "version");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 99, 100, 4_096, 10_000})
    void aStoreThatWasCutShortIsRefused(int length) throws Exception {
        Path file = store();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, length));
        String before = Stores.sha256(file);

        StoreException refusal = catchThrowableOfType(
                StoreException.class, () -> SqliteRepository.open(file).close());

        assertThat(refusal).isNotNull().hasMessageContaining(file.toString());
        assertThat(refusal.reason()).isIn(Reason.CORRUPT, Reason.FOREIGN);
        assertThat(Stores.sha256(file)).isEqualTo(before);
    }

    @Test
    void aFolderIsRefused() {
        isRefused(folder, "folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a?cache=shared", "a#b", "a?mode=memory&b", "line\nbreak"})
    void aNameThatCouldBeTakenForSettingsIsRefused(String name) throws Exception {
        isRefused(folder.resolve(name), "not safe");
        isRefused(folder.resolve(name).resolve("pawl.db"), "not safe");

        assertThat(names(folder)).isEmpty();
    }

    @Test
    void namesThatOnlyLookOddAreFine() throws Exception {
        for (String name : List.of("file:x.db", ":memory:", "a b%20c.db", "it's;--.db", "größe.db")) {
            try (SqliteRepository repository = SqliteRepository.open(folder.resolve(name))) {
                Stores.queued(repository, "a");
            }
            assertThat(names(folder)).contains(name);
        }
    }

    private void isRefused(Path file, Reason reason, String why) throws IOException {
        String before = Stores.sha256(file);
        List<String> beside = names(file.getParent());

        StoreException refusal = catchThrowableOfType(
                StoreException.class, () -> SqliteRepository.open(file).close());

        assertThat(refusal).isNotNull().hasMessageContaining(file.toString()).hasMessageContaining(why);
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(Stores.sha256(file)).isEqualTo(before);
        // A look into a database in WAL mode leaves an empty log and its index, as with every reader.
        assertThat(names(file.getParent()))
                .filteredOn(name -> !name.endsWith("-wal") && !name.endsWith("-shm"))
                .containsExactlyInAnyOrderElementsOf(beside);
    }

    private static void isRefused(Path path, String why) {
        assertThat(catchThrowableOfType(
                        StoreException.class, () -> SqliteRepository.open(path).close()))
                .isNotNull()
                .hasMessageContaining(path.toString())
                .hasMessageContaining(why);
    }

    private Path store() {
        Path file = folder.resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            Stores.queued(repository, "a");
        }
        return file;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aJournalThatAProcessLeftBehindBeforeWalModeIsRolledBack() throws Exception {
        Path file = folder.resolve("first.db");
        SqliteRepository.open(file).close();
        Path left = folder.resolve("left.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = DELETE");
            statement.execute("PRAGMA cache_size = 1");
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("CREATE TABLE half (content BLOB)");
            statement.execute("INSERT INTO half VALUES (zeroblob(4000000))");
            Files.copy(file, left);
            Files.copy(folder.resolve("first.db-journal"), folder.resolve("left.db-journal"));
            statement.execute("ROLLBACK");
        }

        try (SqliteRepository repository = SqliteRepository.open(left)) {
            assertThat(repository.query().counts()).isEmpty();
        }
        assertThat(folder.resolve("left.db-journal")).doesNotExist();
    }
}
