package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.pawl.store.Checkpoint;
import dev.pawl.store.RunRow;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no sound backup are refused, with the reason, and the store that they were to replace stays as it is. */
class BadBackupTest {
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
        Backup dense = dense();
        byte[] sound = Files.readAllBytes(dense.file());
        BackupContents contents = dense.verify();
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
                assertThat(dump(file)).as("bit at %s, seed %s", at, seed).isEqualTo(dump(dense.file()));
            } else {
                noticed++;
            }
        }

        System.out.println(
                noticed + " of " + FLIPS + " flipped bits noticed, the others change no row (seed " + seed + ")");
        assertThat(noticed).isGreaterThan(FLIPS / 2);
    }

    /** Of a store with little free room on its pages. */
    private Backup dense() throws InterruptedException {
        try (SqliteRepository repository =
                SqliteRepository.open(folder.resolve("dense").resolve("pawl.db"))) {
            RunRow run = Stores.carried(repository, "a");
            for (long seq = 2; seq < 200; seq++) {
                Stores.queued(repository, "run-" + seq);
                repository
                        .log()
                        .append(Checkpoint.of(run.number(), 1, Stores.row(run.number(), seq, "x".repeat(900))))
                        .await();
            }
            return repository.backUp(SqliteBackups.in(folder.resolve("dense")));
        }
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

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(path -> path.getFileName().toString()).toList();
        }
    }
}
