package dev.pawl.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What becomes of programs when their host, a JVM of its own here, closes, ends, or has no room for them. */
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class HostTest {
    private static final Duration MOST = Duration.ofSeconds(7);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final String time = Processes.longTime();

    @AfterEach
    void killWhatATestHasLeft() {
        Processes.kill(time);
    }

    @Test
    void aCloseEndsAProgramAndTheEndOfTheJvmADeafOne() throws Exception {
        Process leaving = leaving(false);
        Process terminated = leaving(true);
        try {
            assertThat(leaving.inputReader().readLine()).isEqualTo("ready");
            assertThat(terminated.inputReader().readLine()).isEqualTo("ready");
            long start = System.nanoTime();
            terminated.toHandle().destroy();
            closesInTime();

            assertThat(leaving.waitFor()).isZero();
            assertThat(terminated.waitFor()).isEqualTo(143);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MOST.plusSeconds(2));
            assertThat(Processes.having(time)).isEmpty();
        } finally {
            leaving.destroyForcibly();
            terminated.destroyForcibly();
        }
    }

    private static void closesInTime() throws InterruptedException {
        String other = Processes.longTime();
        OneStep one = OneStep.start(ProcessStep.of("sh", "-c", "echo ready; sleep " + other));
        one.awaitLine("ready");
        long start = System.nanoTime();

        one.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MOST);
        assertThat(Processes.having(other)).isEmpty();
    }

    @Test
    void itsEndIsHeardWhileStepsHaveAllThreadsOfTheCommonPool() throws Exception {
        Process busy =
                java("-Djava.util.concurrent.ForkJoinPool.common.parallelism=2", CommonPoolProgram.class.getName());
        try {
            assertThat(busy.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(busy.exitValue()).isZero();
        } finally {
            busy.destroyForcibly();
        }
    }

    @Test
    void aProgramThatCannotBeReadIsEndedBeforeItBegins() throws Exception {
        Process scant = java("-Xmx24m", "-XX:+UseSerialGC", ScantProgram.class.getName(), time);
        try {
            assertThat(scant.inputReader().lines())
                    .containsExactly("java.lang.OutOfMemoryError: Java heap space", "none is left");
        } finally {
            scant.destroyForcibly();
        }
    }

    private Process leaving(boolean waits) throws IOException {
        return java(LeavingProgram.class.getName(), time, waits + "");
    }

    private static Process java(String... arguments) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-cp", System.getProperty("java.class.path")));
        words.addAll(List.of(arguments));
        return new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
