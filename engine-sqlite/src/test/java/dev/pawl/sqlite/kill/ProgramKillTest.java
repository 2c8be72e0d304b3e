package dev.pawl.sqlite.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** An engine is killed while its steps run programs that live on: none of them ever runs beside the next one of its step. */
@Timeout(600)
class ProgramKillTest {
    private static final int KILLS = Seed.isLong() ? 100 : 5;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final Seed seed = Seed.fresh();
    private final String time = "1" + Math.abs(seed.number() % 1_000_000_000L) + "7";
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @BeforeEach
    void needsALockThatEndsWithItsProcess() {
        assumeThat(Path.of("/usr/bin/flock")).as("flock of util-linux").exists();
    }

    @AfterEach
    void leavesNothing() {
        timer.shutdownNow();
        sleepers().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void neverRunsTwiceAtATimeAndLeavesNoOrphan() throws Exception {
        Random chance = seed.chance();
        int kills = 0;
        int runs = 0;
        int orphans = 0;

        while (kills < KILLS) {
            // Two killings of each run, so that new ones are needed every other time.
            runs += kills % 2 == 0 ? ProgramChild.AT_A_TIME : 0;
            int exit = live(runs, chance.nextInt(800), false);
            assertThat(exit).isIn(ChildJvm.KILLED, 0);
            kills += exit == 0 ? 0 : 1;
            orphans += sleepers().isEmpty() ? 0 : 1;
            assertThat(logs()).noneMatch(log -> log.contains("beside"));
        }
        // Those that still never end by themselves are killed with their engine.
        while (live(runs, 1_500, false) != 0) {
            kills++;
        }

        seed.report("programs of killed engines", kills + " kills, " + orphans + " left orphans, " + runs + " runs");
        assertThat(sleepers()).isEmpty();
        assertThat(orphans).as("kills that left a program running").isPositive();
        // A kill may also come between the end of a program and the record of it.
        assertThat(logs())
                .hasSize(runs)
                .allSatisfy(log -> assertThat(log).matches("begin\nbegin\n(begin\n(end\n)?)*begin\nend\n"));
    }

    /** Without the note the next attempt would start beside the first: so that would be seen here. */
    @Test
    void wouldRunTwiceAtATimeIfTheNextAttemptKnewNothing() throws Exception {
        int kills = 0;
        while (logs().stream().noneMatch(log -> log.contains("beside"))) {
            assertThat(kills).isLessThan(20);
            live(ProgramChild.AT_A_TIME, 1_000, true);
            kills++;
        }
    }

    private List<String> logs() throws IOException {
        List<String> logs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (file.toString().endsWith(".log")) {
                    logs.add(Files.readString(file));
                }
            }
        }
        return logs;
    }

    private List<ProcessHandle> sleepers() {
        return ProcessHandle.allProcesses()
                .filter(each -> each.info().arguments().stream()
                        .anyMatch(words -> List.of(words).contains(time)))
                .toList();
    }

    /** One child; a SIGKILL so many milliseconds after it is ready. */
    private int live(int runs, int millis, boolean forgets) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx256m"));
        command.add("-Djava.io.tmpdir="
                + Files.createDirectories(folder.resolve("tmp")).toAbsolutePath());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ProgramChild.class.getName()));
        command.addAll(List.of(folder.toString(), runs + "", time, forgets + ""));
        Process child = new ProcessBuilder(command)
                .redirectError(folder.resolve("errors").toFile())
                .start();
        try (BufferedReader said = child.inputReader()) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (line.equals(KillChild.READY)) {
                    timer.schedule(() -> child.toHandle().destroyForcibly(), millis, TimeUnit.MILLISECONDS);
                }
            }
            assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
            int exit = child.exitValue();
            if (exit != 0 && exit != ChildJvm.KILLED) {
                throw new AssertionError("exit " + exit + ": " + Files.readString(folder.resolve("errors")));
            }
            return exit;
        } finally {
            child.destroyForcibly();
        }
    }
}
