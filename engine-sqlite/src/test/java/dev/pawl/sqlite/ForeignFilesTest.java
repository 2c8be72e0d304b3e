package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that are no sound store. Each of those that can be seen to be none is refused, typed, and stays as it is with its log; of those that
 * cannot, each answer is the one that a sound store gives, or is refused.
 */
@Timeout(180)
class ForeignFilesTest {
    private static final int PAGE = 4_096;
    private static final Set<Reason> ANY = EnumSet.of(Reason.CORRUPT, Reason.FOREIGN);

    @TempDir
    Path folder;

    private Path sound;

    @BeforeEach
    void aStore() throws Exception {
        sound = folder.resolve("sound.db");
        EveryState.make(sound);
        SqliteRepository.open(sound).close();
    }

    /** How a file is made bad. */
    @FunctionalInterface
    private interface Harm {
        void to(Path file) throws Exception;
    }

    private record Bad(Set<Reason> reasons, Harm harm) {}

    private Map<String, Bad> refused() {
        Map<String, Bad> bad = new TreeMap<>();
        bad.put("nothing in it", new Bad(Set.of(Reason.FOREIGN), file -> Files.write(file, new byte[0])));
        bad.put("one byte", new Bad(ANY, file -> shorten(file, 1)));
        bad.put("half a header", new Bad(ANY, file -> shorten(file, 50)));
        bad.put("a header less a byte", new Bad(ANY, file -> shorten(file, 99)));
        bad.put("a header alone", new Bad(ANY, file -> shorten(file, 100)));
        bad.put("half a page", new Bad(ANY, file -> shorten(file, PAGE / 2)));
        bad.put("one page", new Bad(ANY, file -> shorten(file, PAGE)));
        bad.put("two pages", new Bad(ANY, file -> shorten(file, 2 * PAGE)));
        bad.put("zeros", new Bad(ANY, file -> Files.write(file, new byte[8 * PAGE])));
        bad.put("a text", new Bad(Set.of(Reason.FOREIGN), file -> Files.writeString(file, "no store, ".repeat(999))));
        bad.put("an archive", new Bad(ANY, file -> overwrite(file, 0, 'P', 'K', 3, 4)));
        bad.put("another magic", new Bad(ANY, file -> overwrite(file, 0, 's', 'q', 'l')));
        bad.put("no page size", new Bad(ANY, file -> overwrite(file, 16, 0, 0)));
        bad.put("an odd page size", new Bad(ANY, file -> overwrite(file, 16, 3, 7)));
        bad.put("a smaller page size", new Bad(ANY, file -> overwrite(file, 16, 2, 0)));
        bad.put("a larger page size", new Bad(ANY, file -> overwrite(file, 16, 0, 1)));
        bad.put("a format to come", new Bad(ANY, file -> overwrite(file, 18, 9, 9)));
        bad.put("half of each page reserved", new Bad(ANY, file -> overwrite(file, 20, 255)));
        bad.put("other fractions", new Bad(ANY, file -> overwrite(file, 21, 1, 1, 1)));
        bad.put(
                "a schema format to come",
                new Bad(EnumSet.of(Reason.FAILED, Reason.CORRUPT), file -> overwrite(file, 44, 0, 0, 0, 99)));
        bad.put(
                "UTF-16",
                new Bad(
                        EnumSet.of(Reason.FAILED, Reason.FOREIGN, Reason.CORRUPT),
                        file -> overwrite(file, 56, 0, 0, 0, 2)));
        bad.put("the last page missing", new Bad(ANY, file -> shorten(file, (int) Files.size(file) - PAGE)));
        bad.put("another program", sql("PRAGMA application_id = 7"));
        bad.put("no program", sql("PRAGMA application_id = 0"));
        bad.put("newer", sql("PRAGMA user_version = 99"));
        bad.put("newest", sql("PRAGMA user_version = 2147483647"));
        bad.put("no version", new Bad(Set.of(Reason.CORRUPT), file -> Stores.sql(file, "PRAGMA user_version = 0")));
        bad.put(
                "negative version",
                new Bad(Set.of(Reason.CORRUPT), file -> Stores.sql(file, "PRAGMA user_version = -1")));
        bad.put("older than it is", sql("PRAGMA user_version = 1"));
        bad.put("a trigger", sql("CREATE TRIGGER t AFTER INSERT ON log BEGIN DELETE FROM run; END"));
        bad.put("a view of theirs", sql("CREATE VIEW v AS SELECT load_extension('x')"));
        bad.put("another view of ours", sql("DROP VIEW v_queue; CREATE VIEW v_queue AS SELECT 1 AS name"));
        bad.put("another table", sql("CREATE TABLE t (x)"));
        bad.put("a table less", sql("DROP TABLE mail"));
        bad.put("another column", sql("ALTER TABLE run ADD COLUMN x TEXT"));
        bad.put("an index less", sql("DROP INDEX log_by_run"));
        bad.put("another index", sql("CREATE INDEX mine ON run (pipeline)"));
        bad.put("a folder", new Bad(Set.of(Reason.FAILED), file -> {
            Files.delete(file);
            Files.createDirectory(file);
        }));
        bad.put("a link to nowhere", new Bad(Set.of(Reason.FAILED), file -> {
            Files.delete(file);
            Files.createSymbolicLink(file, folder.resolve("not there").resolve("x.db"));
        }));
        bad.put("a device", new Bad(Set.of(Reason.FOREIGN), file -> {
            Files.delete(file);
            Files.createSymbolicLink(file, Path.of("/dev/zero"));
        }));
        return bad;
    }

    private static Bad sql(String script) {
        return new Bad(Set.of(Reason.FOREIGN), file -> Stores.sql(file, script));
    }

    @Test
    void thereAreFortyOfThem() {
        assertThat(refused()).hasSize(40);
    }

    @TestFactory
    Stream<DynamicTest> eachIsRefusedAndStaysAsItIs() {
        return refused().entrySet().stream()
                .map(bad -> dynamicTest(bad.getKey(), () -> isRefused(bad.getKey(), bad.getValue())));
    }

    private void isRefused(String kind, Bad bad) throws Exception {
        Path file =
                Files.createDirectory(folder.resolve(kind.replace(' ', '-'))).resolve("pawl.db");
        Files.copy(sound, file);
        bad.harm().to(file);
        List<String> before = state(file);

        StoreException refusal = catchThrowableOfType(
                StoreException.class, () -> SqliteRepository.open(file).close());

        assertThat(refusal).isNotNull().hasMessageStartingWith("Cannot open ");
        assertThat(refusal.reason()).as(refusal.getMessage()).isIn(bad.reasons());
        assertThat(state(file)).isEqualTo(before);
    }

    /**
     * The log of a store that was not closed holds what was committed last. Where it is lost, cut or damaged, SQLite takes what is whole of it:
     * the store is as it was at some earlier moment, which nobody can see; but it is whole.
     */
    @TestFactory
    Stream<DynamicTest> aStoreWithoutItsLogIsWholeAsItWasOnce() {
        Map<String, Harm> harms = new TreeMap<>();
        harms.put("removed", Files::delete);
        harms.put("empty", file -> Files.write(file, new byte[0]));
        harms.put("cut in the middle", file -> shorten(file, (int) Files.size(file) / 2));
        harms.put("cut in a header", file -> shorten(file, 20));
        harms.put("a flipped bit", file -> overwrite(file, Files.size(file) / 2, 0x55));
        harms.put("a text", file -> Files.writeString(file, "no log, ".repeat(999)));
        return harms.entrySet().stream()
                .map(harm -> dynamicTest(harm.getKey(), () -> isWhole(harm.getKey(), harm.getValue())));
    }

    private void isWhole(String kind, Harm harm) throws Exception {
        Path file = Files.createDirectory(folder.resolve("log-" + kind.replace(' ', '-')))
                .resolve("pawl.db");
        List<String> all = leave(file, "of-ours-");
        harm.to(log(file));

        try (SqliteRepository repository = SqliteRepository.open(file)) {
            repository.survey().await();
            List<String> left = WholeStore.runs(repository).stream()
                    .map(run -> run.spec().id())
                    .sorted()
                    .toList();
            assertThat(repository.warnings()).isEmpty();
            assertThat(left).isEqualTo(all.subList(0, left.size()));
            assertThat(left).hasSizeLessThan(all.size());
        }
    }

    /** SQLite takes whatever lies there for the log of this file. */
    @Test
    void theLogOfAnotherStoreIsFoundOutUnlessItIsThatStore() throws Exception {
        Path file = Files.createDirectory(folder.resolve("mixed")).resolve("pawl.db");
        Path other = Files.createDirectory(folder.resolve("other")).resolve("pawl.db");
        Files.copy(sound, file);
        List<String> theirs = leave(other, "of-theirs-");
        Files.copy(log(other), log(file));

        try (SqliteRepository repository = SqliteRepository.open(file)) {
            repository.survey().await();
            boolean isTheirs = repository.warnings().isEmpty();
            System.out.println("the log of another store: " + repository.warnings());
            if (isTheirs) {
                assertThat(WholeStore.runs(repository).stream()
                                .map(run -> run.spec().id()))
                        .containsExactlyInAnyOrderElementsOf(theirs);
            }
        } catch (StoreException e) {
            assertThat(e.reason()).as(e.getMessage()).isIn(ANY);
        }
    }

    private static Path log(Path file) {
        return file.resolveSibling("pawl.db-wal");
    }

    /** Leaves a store as a process does that is killed; the ids of its runs, in order. */
    private List<String> leave(Path file, String prefix) throws Exception {
        Path live = Files.createTempDirectory(folder, "live").resolve("pawl.db");
        List<String> ids = new ArrayList<>();
        try (SqliteRepository repository = SqliteRepository.open(live)) {
            for (int i = 10; i < 30; i++) {
                ids.add(Stores.queued(repository, prefix + i).spec().id());
            }
            repository.survey().await();
            for (String suffix : List.of("", "-wal")) {
                Files.copy(live.resolveSibling("pawl.db" + suffix), file.resolveSibling("pawl.db" + suffix));
            }
        }
        return ids;
    }

    /** The file and its log, and what else lies there; a look leaves an empty log and its index, as every reader does. */
    private static List<String> state(Path file) throws IOException {
        List<String> state = new ArrayList<>();
        for (String name : new TreeSet<>(Stores.filesIn(file.getParent()))) {
            Path path = file.resolveSibling(name);
            boolean isLeftByALook = name.endsWith("-shm") || name.endsWith("-wal") && Files.size(path) == 0;
            if (!isLeftByALook) {
                state.add(name + " " + (Files.isRegularFile(path) ? Stores.sha256(path) : "no file"));
            }
        }
        return state;
    }

    private static void shorten(Path file, int length) throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
    }

    private static void overwrite(Path file, long at, int... bytes) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(at);
            for (int b : bytes) {
                raw.write(b);
            }
        }
    }
}
