package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A restore is all or nothing: what is put there is sound, and what is refused leaves no trace. */
class RestoreTest {
    private static final String NAME = "pawl_20260101T000000000Z.db";
    private static final int FLIPS = Boolean.getBoolean("pawl.long") ? 3_000 : 100;

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

    @Test
    void aBackupThatIsOpenAsAStoreIsRefused() {
        try (SqliteRepository opened = SqliteRepository.open(good.file())) {
            assertThat(opened.query().find("saved")).isPresent();
            isRefused(good, Reason.BUSY, "open as a store");
        }
        isRefused(good, Reason.FOREIGN, "WAL mode");
    }

    /** How a file is made bad. */
    @FunctionalInterface
    private interface Harm {
        void to(Path file) throws Exception;
    }

    private record Bad(Reason reason, String why, Harm harm) {}

    @TestFactory
    Stream<DynamicTest> eachKindOfBadFileIsRefusedAndTheTargetStays() {
        Map<String, Bad> kinds = new TreeMap<>();
        kinds.put("empty", new Bad(Reason.FOREIGN, "another program", file -> Files.write(file, new byte[0])));
        kinds.put("text", new Bad(Reason.FOREIGN, "no database", file -> Files.writeString(file, "x".repeat(9_000))));
        kinds.put("half", new Bad(Reason.CORRUPT, "", file -> cut(file, 2)));
        kinds.put("last page missing", new Bad(Reason.CORRUPT, "", file -> shorten(file, 4_096)));
        kinds.put("newer", sql(Reason.FOREIGN, "newer version", "PRAGMA user_version = 99"));
        kinds.put("no version", sql(Reason.CORRUPT, "no schema version", "PRAGMA user_version = 0"));
        kinds.put("other program", sql(Reason.FOREIGN, "another program", "PRAGMA application_id = 7"));
        kinds.put("store's own file", sql(Reason.FOREIGN, "WAL mode", "PRAGMA journal_mode = WAL"));
        kinds.put("another table", sql(Reason.FOREIGN, "there is table t", "CREATE TABLE t (x)"));
        kinds.put("table missing", sql(Reason.FOREIGN, "there is no index mail_by_run", "DROP TABLE mail"));
        kinds.put("index missing", sql(Reason.FOREIGN, "there is no index run_by_id", "DROP INDEX run_by_id"));
        kinds.put("column added", sql(Reason.FOREIGN, "there is table log", "ALTER TABLE log ADD COLUMN x TEXT"));
        kinds.put("view", sql(Reason.FOREIGN, "there is view v", "CREATE VIEW v AS SELECT load_extension('x')"));
        kinds.put(
                "trigger",
                sql(
                        Reason.FOREIGN,
                        "there is trigger t",
                        "CREATE TRIGGER t AFTER INSERT ON run BEGIN DELETE FROM log; END"));
        kinds.put("value changed", sql(Reason.CORRUPT, "the row 1 of the table log", "UPDATE log SET delta = x'00'"));
        kinds.put("run changed", sql(Reason.CORRUPT, "the row 1 of the table run", "UPDATE run SET reason = 'x'"));
        kinds.put("log missing", sql(Reason.CORRUPT, "", "UPDATE log SET seq = 2; UPDATE log SET crc = crc"));
        kinds.put("run missing", sql(Reason.CORRUPT, "log of run 1", "DELETE FROM run; DELETE FROM run_count"));
        kinds.put(
                "mail of nobody",
                sql(
                        Reason.CORRUPT,
                        "belongs to a run that is not there",
                        "PRAGMA foreign_keys = OFF; INSERT INTO mail VALUES (1, 99, '', '', '', x'', 0, 0, 0)"));
        kinds.put("index without its row", new Bad(Reason.CORRUPT, "SQLite finds it damaged", this::loseAnIndexRow));
        kinds.put("cyclic page", new Bad(Reason.CORRUPT, "", file -> overwrite(file, 4_096, new byte[4_096])));
        return kinds.entrySet().stream()
                .map(kind -> dynamicTest(kind.getKey(), () -> refuses(kind.getKey(), kind.getValue())));
    }

    private static Bad sql(Reason reason, String why, String script) {
        return new Bad(reason, why, file -> Stores.sql(file, script));
    }

    private void refuses(String kind, Bad bad) throws Exception {
        Path file = Files.createDirectories(
                        folder.resolve(kind.replace(' ', '-').replace("'", "")))
                .resolve(NAME);
        Files.copy(good.file(), file, StandardCopyOption.REPLACE_EXISTING);
        bad.harm().to(file);

        isRefused(Backup.of(file), bad.reason(), bad.why());
    }

    private void isRefused(Backup backup, Reason reason, String why) {
        try {
            List<String> beside = names(target.getParent());
            String before = Stores.sha256(target);

            StoreException refusal = catchThrowableOfType(StoreException.class, () -> backup.restore(target));

            assertThat(refusal).isNotNull();
            assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
            assertThat(refusal)
                    .hasMessageContaining(target.toString())
                    .hasMessageContaining(backup.file().toString())
                    .hasMessageContaining(why);
            assertThat(Stores.sha256(target)).isEqualTo(before);
            assertThat(names(target.getParent())).containsExactlyInAnyOrderElementsOf(beside);
            StoreException verdict = catchThrowableOfType(StoreException.class, backup::verify);
            assertThat(verdict.reason()).isEqualTo(reason);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** SQLite itself does not notice most of them. */
    @Test
    void aFlippedBitIsNoticedOrChangesNothing() throws Exception {
        long seed = Long.getLong("pawl.seed", System.nanoTime());
        Random chance = new Random(seed);
        byte[] sound = Files.readAllBytes(good.file());
        BackupContents contents = good.verify();
        Path file = Files.createDirectories(folder.resolve("flipped")).resolve(NAME);
        int noticed = 0;

        for (int i = 0; i < FLIPS; i++) {
            byte[] flipped = sound.clone();
            int at = chance.nextInt(flipped.length);
            flipped[at] ^= (byte) (1 << chance.nextInt(8));
            Files.write(file, flipped);
            StoreException refusal = catchThrowableOfType(
                    StoreException.class,
                    () -> assertThat(Backup.of(file).verify()).isEqualTo(contents));
            if (refusal == null) {
                assertThat(dump(file)).as("bit at %s, seed %s", at, seed).isEqualTo(dump(good.file()));
            } else {
                noticed++;
            }
        }

        System.out.println(
                noticed + " of " + FLIPS + " flipped bits noticed, the others change no row (seed " + seed + ")");
        assertThat(noticed).isPositive();
    }

    /** All rows as text. */
    private static String dump(Path file) throws Exception {
        StringBuilder dump = new StringBuilder();
        try (Session session = new Session(Stores.connect(file))) {
            for (RowCheck check : RowCheck.ofAllTables(session)) {
                try (var rows = session.prepared(check.query()).executeQuery()) {
                    while (rows.next()) {
                        for (int i = 1; i <= check.columns().size() + 1; i++) {
                            byte[] bytes = rows.getBytes(i);
                            dump.append(bytes == null ? "" : new String(bytes)).append('|');
                        }
                        dump.append('\n');
                    }
                }
            }
        }
        return dump.toString();
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

    private static void cut(Path file, int parts) throws IOException {
        byte[] all = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(all, all.length / parts));
    }

    private static void shorten(Path file, int bytes) throws IOException {
        byte[] all = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(all, all.length - bytes));
    }

    private static void overwrite(Path file, long at, byte[] bytes) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(at);
            raw.write(bytes);
        }
    }

    /** The page of the index becomes one without entries. */
    private void loseAnIndexRow(Path file) throws Exception {
        long page = Stores.number(file, "SELECT rootpage FROM sqlite_schema WHERE name = 'run_by_id'");
        byte[] empty = new byte[8];
        empty[0] = 10;
        empty[5] = 16;
        overwrite(file, (page - 1) * 4_096, empty);
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
