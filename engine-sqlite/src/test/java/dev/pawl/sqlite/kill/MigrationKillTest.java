package dev.pawl.sqlite.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pawl.sqlite.OldStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Children that bring a store to this schema are ended by SIGKILL inside their system calls. It is strace that sends the signal, at the
 * nth call; without it this test is skipped.
 */
class MigrationKillTest {
    /** Each, in the long form up to one that comes to no end by it. */
    private static final Map<String, List<Integer>> SHORT =
            Map.of("pwrite64", List.of(2, 60, 75), "fsync", List.of(1, 3), "rename", List.of(1));

    private static final int LATEST = 400;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void aStoreIsOfTheOneSchemaOrTheOther() throws Exception {
        assumeTrue(canTrace(), "strace is not installed or may not trace: no kills inside a migration");
        Path old = folder.resolve("old.db");
        OldStore.make(old);
        Path sound = Files.createDirectory(folder.resolve("sound")).resolve("pawl.db");
        Files.copy(old, sound);
        Map<String, String> before = OldStore.answers(sound);

        for (String call : List.of("pwrite64", "fsync", "rename")) {
            List<Integer> times =
                    Seed.isLong() ? IntStream.rangeClosed(1, LATEST).boxed().toList() : SHORT.get(call);
            List<Integer> ofOld = new ArrayList<>();
            List<Integer> ofNew = new ArrayList<>();
            for (int nth : times) {
                Path store = Files.createDirectory(folder.resolve(call + nth)).resolve("pawl.db");
                Files.copy(old, store);
                if (!kill(call, nth, store)) {
                    break;
                }
                (OldStore.isOld(store) ? ofOld : ofNew).add(nth);
                assertThat(OldStore.answers(store))
                        .as("killed in %s %s", call, nth)
                        .isEqualTo(before);
            }
            assertThat(ofOld.size() + ofNew.size()).as(call).isPositive();
            System.out.println("kills of migrations in " + call + ": " + ofOld.size() + " left the old schema, "
                    + ofNew.size() + " the new one " + ofNew);
        }
    }

    /** Whether it came to an end by it. */
    private boolean kill(String call, int nth, Path store) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", folder.resolve("trace") + ""));
        command.addAll(List.of("-e", "trace=" + call, "-e", "inject=" + call + ":signal=SIGKILL:when=" + nth));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx256m"));
        command.add("-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), OpeningChild.class.getName()));
        command.add(store.toString());
        Path errors = folder.resolve("errors");
        Process child =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        try {
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).as("%s", Files.readString(errors)).isIn(0, ChildJvm.KILLED);
            return child.exitValue() == ChildJvm.KILLED;
        } finally {
            child.descendants().forEach(ProcessHandle::destroyForcibly);
            child.destroyForcibly();
        }
    }

    private boolean canTrace() throws InterruptedException {
        try {
            Process trial =
                    new ProcessBuilder("strace", "-f", "-qq", "-o", folder.resolve("trace") + "", "true").start();
            return trial.waitFor(10, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException e) {
            System.out.println("strace cannot be started: " + e.getMessage());
            return false;
        }
    }
}
