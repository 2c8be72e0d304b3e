package dev.pawl.sqlite.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What processes that are killed leave of SQLite's library, and how it is found. */
@Timeout(3_600)
class LibraryKillTest {
    private static final int KILLS = Seed.isLong() ? 1_000 : 20;
    private static final int AT_A_TIME = 4;

    @TempDir
    Path folder;

    private Path temporary;
    private final Seed seed = Seed.fresh();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @BeforeEach
    void makeTemporary() throws IOException {
        temporary = Files.createDirectory(folder.resolve("tmp"));
    }

    @AfterEach
    void noTimer() {
        timer.shutdownNow();
    }

    /** Half of them are killed while they use it, half at any moment of their start. */
    @Test
    void killedProcessesLeaveNoMoreThanTwoLibraries() throws Exception {
        var chance = seed.chance();
        for (int killed = 0; killed < KILLS; killed += AT_A_TIME) {
            List<Process> children = new ArrayList<>();
            for (int i = 0; i < AT_A_TIME; i++) {
                children.add(start(List.of(), folder.resolve(i + ".db").toString()));
            }
            for (Process child : children) {
                if (chance.nextBoolean()) {
                    assertThat(child.inputReader().readLine()).startsWith(KillChild.READY);
                    child.toHandle().destroyForcibly();
                } else {
                    timer.schedule(
                            () -> child.toHandle().destroyForcibly(), chance.nextInt(300), TimeUnit.MILLISECONDS);
                }
            }
            for (Process child : children) {
                assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
        }

        List<String> left = left(temporary);
        seed.report("libraries left by " + KILLS + " killed processes", left);
        assertThat(left).hasSizeBetween(1, 2);
    }

    @Test
    void theSettingsOfTheProcessAreLeftAsTheyWere() throws Exception {
        assertThat(say(List.of())).isEqualTo(KillChild.READY + " null");
        assertThat(left(temporary)).hasSize(1);
    }

    @Test
    void aFolderOfTheUserIsUsed() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));

        assertThat(say(List.of("-Dorg.sqlite.tmpdir=" + other))).isEqualTo(KillChild.READY + " null");
        assertThat(left(temporary)).isEmpty();
        assertThat(left(other)).hasSize(1);
    }

    @Test
    void aLibraryOfTheUserIsUsed() throws Exception {
        say(List.of());
        Path library;
        try (Stream<Path> files = Files.walk(temporary)) {
            library = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        Path moved = Files.move(library, folder.resolve("mine.so"));
        List<String> mine = List.of("-Dorg.sqlite.lib.path=" + folder, "-Dorg.sqlite.lib.name=mine.so");

        assertThat(say(mine)).isEqualTo(KillChild.READY + " " + folder);
        assertThat(moved).exists();
        assertThat(left(temporary)).isEmpty();
    }

    @Test
    void whereItCannotBeSharedTheDriverMakesACopyForTheProcess() throws Exception {
        Path shared = Files.createDirectory(temporary.resolve("pawl-" + System.getProperty("user.name")));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(say(List.of())).isEqualTo(KillChild.READY + " null");
        assertThat(left(temporary)).isEmpty();
    }

    @Test
    void whereNoneCanBeHadThatIsSaidWithAWayOut() throws Exception {
        Path none = folder.resolve("none");

        assertThat(say(List.of("-Dorg.sqlite.tmpdir=" + none)))
                .startsWith("Cannot load the library of SQLite from " + none + ": No native library found for os.name=")
                .endsWith("; set -Dorg.sqlite.tmpdir to a folder that can be written,"
                        + " on a file system that lets libraries be loaded (not noexec)");
    }

    /** What a child says that ends by itself. */
    private String say(List<String> settings) throws IOException, InterruptedException {
        Process child = start(settings, folder.resolve("pawl.db").toString(), "end");
        try (BufferedReader said = child.inputReader()) {
            String line = said.readLine();
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return line;
        }
    }

    private static List<String> left(Path in) throws IOException {
        try (Stream<Path> files = Files.walk(in)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> in.relativize(file).toString())
                    .filter(name -> !name.startsWith("hsperfdata"))
                    .toList();
        }
    }

    private Process start(List<String> settings, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx64m"));
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(settings);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LibraryChild.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("errors").toFile())
                .start();
    }
}
