package dev.pawl.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Pipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** However a step ends, nothing of its program is left. */
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class EndTest {
    private static final Duration MOST = Duration.ofSeconds(7);
    private static final int TREES = Boolean.getBoolean("pawl.long") ? 100 : 15;

    @TempDir
    Path folder;

    private final String time = Processes.longTime();

    @AfterEach
    void killWhatATestHasLeft() {
        Processes.kill(time);
    }

    /** A program that deserves to be ended: it has said "ready", and what it has started says nothing. */
    private ProcessStep program(String script) {
        return ProcessStep.of("sh", "-c", script.replace("TIME", time));
    }

    @Test
    void aCancelEndsAProgramThatHeedsItAtOnce() throws Exception {
        try (OneStep one =
                OneStep.start(program("trap 'echo tidied; exit 0' TERM; sh -c 'echo ready; exec sleep TIME' & wait"))) {
            one.awaitLine("ready");
            long start = System.nanoTime();
            one.run.cancel("test");

            assertThat(one.end().status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            assertThat(one.lines()).contains("tidied");
            assertThat(Processes.having(time)).isEmpty();
        }
    }

    @Test
    void aProgramThatIsDeafIsKilledBeforeItsStepIsAbandoned() throws Exception {
        try (OneStep one = OneStep.start(program("trap '' TERM; echo ready; while :; do sleep TIME; done"))) {
            one.awaitLine("ready");
            long start = System.nanoTime();
            one.run.cancel("test");

            assertThat(one.end().status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Supervision.GRACE, MOST);
            assertThat(Processes.having(time)).isEmpty();
            assertThat(one.engine.health().abandoned()).isEmpty();
        }
    }

    /** A body that takes 5 seconds to heed an interrupt is abandoned, and then its retry is lost. */
    @Test
    void aDeafProgramWhoseOutputIsHeldOpenLeavesTimeBeforeItsStepIsAbandoned() throws Exception {
        try (OneStep one = OneStep.start(
                program("trap '' TERM; (env -i setsid sleep TIME &); echo ready; while :; do sleep 30; done"))) {
            one.awaitLine("ready");
            long start = System.nanoTime();
            one.run.cancel("test");

            assertThat(one.end().status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Supervision.GRACE, Supervision.GRACE.plusMillis(800));
        }
    }

    @Test
    void itsOwnTimeoutEndsItAndIsTriedAgain() throws Exception {
        ProcessStep slow = program("echo ready; sleep TIME; echo never").timeout(Duration.ofMillis(500));

        try (OneStep one = OneStep.start(slow, s -> s.retry(2))) {
            assertThatThrownBy(() -> one.end().orThrow())
                    .rootCause()
                    .hasMessage("program 'sh' took longer than its timeout of PT0.5S and was ended; give it more time,"
                            + " or less to do");
            assertThat(one.lines()).containsExactly("ready", "ready");
            assertThat(one.failures()).hasSize(2);
            assertThat(Processes.having(time)).isEmpty();
        }
    }

    @Test
    void itsOwnTimeoutEndsItThoughItsLinesAreStillToBeLogged() throws Exception {
        ProcessStep floods =
                program("exec yes TIME").timeout(Duration.ofMillis(300)).limits(OutputLimits.DEFAULT.log(64 << 20));
        long start = System.nanoTime();

        try (OneStep one = OneStep.start(floods)) {
            assertThatThrownBy(() -> one.end().orThrow()).rootCause().hasMessageContaining("its timeout of PT0.3S");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
            assertThat(one.lines()).last().asString().matches("… \\d+ lines dropped");
            assertThat(Processes.having(time)).isEmpty();
        }
    }

    @Test
    void theTimeoutOfTheStepEndsIt() throws Exception {
        try (OneStep one = OneStep.start(program("sleep TIME; echo never"), s -> s.timeout(Duration.ofMillis(500)))) {
            one.end();

            assertThat(one.failures())
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.error()).endsWith("StepTimeoutException"));
            assertThat(one.lines()).isEmpty();
            assertThat(Processes.having(time)).isEmpty();
        }
    }

    @Test
    void anInterruptEndsItOnTheCallersThread() throws Exception {
        Pipeline pipeline = Pipeline.named("p").step("s", program("sleep TIME")).build();
        try (WorkflowEngine engine = WorkflowEngine.create()) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> engine.run(pipeline, Inputs.none()))
                    .hasRootCauseInstanceOf(InterruptedException.class);
        } finally {
            Thread.interrupted();
        }
        assertThat(Processes.having(time)).isEmpty();
    }

    @Test
    void noneOfATreeSurvivesACancel() throws Exception {
        String leaf = "sleep TIME & ";
        String twig = "sh -c '" + leaf + leaf + "wait' & ";
        String scripts = leaf + twig + twig
                // Ones that leave their parent, the group and the session.
                + "(sleep TIME &) ; (setsid sleep TIME &) ; setsid sh -c '" + leaf + "wait' & "
                + "set -m; sleep TIME & echo ready; wait";

        for (int i = 0; i < TREES; i++) {
            try (OneStep one = OneStep.start(program(scripts))) {
                one.awaitLine("ready");
                one.run.cancel("test");

                assertThat(one.end().status()).isEqualTo(RunStatus.CANCELLED);
                assertThat(Processes.having(time)).as("survivors of tree " + i).isEmpty();
            }
        }
    }

    @Test
    void whatAProgramLeavesBehindIsEndedAndDoesNotHoldItUp() throws Exception {
        for (String behind : List.of("sleep TIME &", "(setsid sleep TIME &);", "(trap '' TERM; sleep TIME; :) &")) {
            long start = System.nanoTime();

            try (OneStep one = OneStep.start(program(behind + " echo done"))) {
                one.end().orThrow();

                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .as(behind)
                        .isLessThan(Duration.ofSeconds(2));
                assertThat(one.lines()).first().isEqualTo("done");
                assertThat(one.lines())
                        .hasSize(2)
                        .last()
                        .asString()
                        .matches(
                                "program 'sh' has left (a process behind, which is|\\d processes behind, which are) ended");
                assertThat(Processes.having(time)).isEmpty();
            }
        }
    }

    @Test
    void whatEndsSoonAfterTheProgramIsLeftToEnd() throws Exception {
        try (OneStep one = OneStep.start(program("(sleep 0.1; echo late) & echo done"))) {
            one.end().orThrow();

            assertThat(one.lines()).containsExactly("done", "late");
        }
    }

    @Test
    void whatWritesWithoutEndBehindItsProgramFillsNoMemory() throws Exception {
        try (OneStep one =
                OneStep.start(program("yes " + time + " & exit 0").limits(OutputLimits.DEFAULT.log(1_000)))) {
            one.end().orThrow();

            assertThat(Processes.having(time)).isEmpty();
        }
    }

    /** It has no parent, no variables and a session of its own, so nobody can know that it is the program's. */
    @Test
    void whatWantsToStayStaysAndDoesNotHoldTheStepUp() throws Exception {
        new ProcessBuilder("mkfifo", folder.resolve("gone").toString()).start().waitFor();
        for (String holding : List.of("sleep TIME", "yes TIME")) {
            long start = System.nanoTime();

            try (OneStep one = OneStep.start(
                    program("(env -i setsid sh -c 'echo >gone; exec " + holding + "' &) ; read x <gone; echo done")
                            .folder(folder)
                            .limits(OutputLimits.DEFAULT.log(1_000)))) {
                one.end().orThrow();

                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .as(holding)
                        .isLessThan(Duration.ofSeconds(2));
                assertThat(one.lines())
                        .contains("program 'sh' has ended and something else holds its output open, which is not read"
                                + " any more");
            } finally {
                Processes.kill(time);
            }
        }
    }
}
