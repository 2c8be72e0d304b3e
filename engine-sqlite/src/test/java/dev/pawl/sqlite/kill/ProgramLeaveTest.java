package dev.pawl.sqlite.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.sqlite.kill.LeavingChild.Way;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A host ends while its step runs a program: the program ends with it, and the step has not failed but runs again. */
@Timeout(120)
class ProgramLeaveTest {
    private static final Duration UNCLOSED = Duration.ofSeconds(3);
    private static final Duration CLOSED = Duration.ofSeconds(7);

    private static final String PLAIN = "";
    private static final String DEAF = "trap '' TERM; ";

    /** Ends as if all were well when it is asked to end. */
    private static final String OBLIGING = "trap 'kill $!; exit 0' TERM; ";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final String time = "1" + Math.abs(Seed.fresh().number() % 1_000_000_000L) + "7";

    @AfterEach
    void leavesNothing() {
        programs().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void anExitEndsAProgram() throws Exception {
        endsWithItsHost(Way.EXITS, PLAIN, LeavingChild.EXIT, UNCLOSED);
    }

    @Test
    void anExitEndsADeafProgram() throws Exception {
        endsWithItsHost(Way.EXITS, DEAF, LeavingChild.EXIT, UNCLOSED);
    }

    @Test
    void aSignalEndsAProgram() throws Exception {
        endsWithItsHost(Way.IS_TERMINATED, PLAIN, ChildJvm.TERMINATED, UNCLOSED);
    }

    @Test
    void aSignalEndsAProgramThatThenClaimsToBeDone() throws Exception {
        endsWithItsHost(Way.IS_TERMINATED, OBLIGING, ChildJvm.TERMINATED, UNCLOSED);
    }

    @Test
    void aHookThatClosesTheEngineAndWasThereFirstPutsTheStepBack() throws Exception {
        endsWithItsHost(Way.CLOSES, OBLIGING, ChildJvm.TERMINATED, CLOSED);
    }

    @Test
    void aHookThatClosesTheEngineAndCameLaterPutsTheStepBack() throws Exception {
        endsWithItsHost(Way.CLOSES_LATER, DEAF, ChildJvm.TERMINATED, CLOSED);
    }

    private void endsWithItsHost(Way way, String trap, int exit, Duration most) throws Exception {
        String script = "echo begin >>log; echo up; if [ $(grep -c begin log) -lt 2 ]; then " + trap + "sleep " + time
                + " & wait; sleep " + time + "; fi; echo end >>log";

        Process leaving = start(way, script);
        try (BufferedReader said = leaving.inputReader()) {
            assertThat(said.readLine()).as(errors()).isEqualTo(KillChild.READY);
            long start = System.nanoTime();
            if (way != Way.EXITS) {
                leaving.toHandle().destroy();
            }
            assertThat(leaving.waitFor()).isEqualTo(exit);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(most);
            assertThat(programs()).isEmpty();
            assertThat(said.readLine()).as("what it says at its end").isNull();
        } finally {
            leaving.destroyForcibly();
        }

        Process staying = start(Way.STAYS, script);
        try (BufferedReader said = staying.inputReader()) {
            assertThat(said.lines()).as(errors()).containsExactly(KillChild.DONE);
            assertThat(staying.waitFor()).isZero();
        } finally {
            staying.destroyForcibly();
        }
        assertThat(folder.resolve("log")).hasContent("begin\nbegin\nend\n");
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("errors"));
    }

    private List<ProcessHandle> programs() {
        return ProcessHandle.allProcesses()
                .filter(each ->
                        Stream.of(each.info().arguments().orElse(new String[0])).anyMatch(word -> word.contains(time)))
                .toList();
    }

    private Process start(Way way, String script) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Djava.io.tmpdir="
                        + Files.createDirectories(folder.resolve("tmp")).toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                LeavingChild.class.getName(),
                folder.toString(),
                way.name(),
                script);
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("errors").toFile())
                .start();
    }
}
