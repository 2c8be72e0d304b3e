package dev.pawl.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.PermanentFailureException;
import dev.pawl.engine.RunFailedException;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.StepFailed;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.process.ProcessNotStartedException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs that cannot be started say why, and are not tried again, in both kinds of run. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class NotStartedTest {
    @TempDir
    Path folder;

    @Test
    void aProgramThatIsNotThere() throws Exception {
        fails(
                ProcessStep.of("no-such-program").env("PATH", "/usr/bin:/bin"),
                Reason.NOT_FOUND,
                "program 'no-such-program' is not found: no folder of the PATH /usr/bin:/bin has it; install it, or name"
                        + " its file in full");
    }

    @Test
    void aFileThatIsNotThere() throws Exception {
        fails(
                ProcessStep.of("./say").folder(folder),
                Reason.NOT_FOUND,
                "program './say' is not found: there is no file " + folder
                        + "/./say; install it, or name its file in full");
    }

    @Test
    void aFileThatMayNotBeExecuted() throws Exception {
        Path file = Files.writeString(folder.resolve("say"), "#!/bin/sh\n");

        fails(
                ProcessStep.of(file.toString()),
                Reason.NOT_EXECUTABLE,
                "program '" + file + "' cannot be started: " + file
                        + " may not be executed; try chmod +x, or start its interpreter");
        fails(
                ProcessStep.of("say").env("PATH", folder.toString()),
                Reason.NOT_EXECUTABLE,
                "program 'say' cannot be started: " + file
                        + " may not be executed; try chmod +x, or start its interpreter");
    }

    @Test
    void aFolder() throws Exception {
        fails(
                ProcessStep.of("/usr/bin"),
                Reason.IS_FOLDER,
                "program '/usr/bin' cannot be started: /usr/bin is a folder; name the file in it");
    }

    @Test
    void anInterpreterThatIsNotThere() throws Exception {
        Path file = Files.writeString(folder.resolve("say"), "#!/no/such/interpreter\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();

        fails(
                ProcessStep.of(file.toString()),
                Reason.NOT_EXECUTABLE,
                "program '" + file
                        + "' cannot be started, perhaps as the interpreter in its first line is not there: ");
    }

    @Test
    void anArgumentWithNul() throws Exception {
        fails(
                ProcessStep.of("echo", "a", "b\0c"),
                Reason.NUL,
                "argument 2 of the command holds the character NUL, which no argument can; take it out");
    }

    @Test
    void aVariableThatHoldsNul() throws Exception {
        fails(
                ProcessStep.of("true").env("TOKEN", "sec\0ret"),
                Reason.NUL,
                "the variable TOKEN of program 'true' holds the character NUL, which no variable can; take it out");
    }

    @Test
    void argumentsThatAreTooLong() throws Exception {
        fails(
                ProcessStep.of("echo", "x".repeat(3_000_000)),
                Reason.TOO_LONG,
                "program 'echo' cannot be started: its 2 words have 3000004 characters, and that or the longest of them is"
                        + " more than the system takes; give it the data by stdin or a file");
        String[] many = new String[300_000];
        java.util.Arrays.fill(many, "0123456789");
        fails(ProcessStep.of("echo", many), Reason.TOO_LONG, "program 'echo' cannot be started: its 300001 words");
    }

    @Test
    void aFolderToWorkInThatIsNotThere() throws Exception {
        fails(
                ProcessStep.of("true").folder(folder.resolve("none")),
                Reason.NO_FOLDER,
                "program 'true' is to work in the folder " + folder.resolve("none")
                        + ", which is not there; make it before this step");
    }

    @Test
    void noCommandAtAll() throws Exception {
        fails(
                ProcessStep.of(List.of()),
                Reason.NO_COMMAND,
                "the command has no words; give it the program and its arguments");
    }

    private static void fails(ProcessStep step, Reason reason, String message) throws InterruptedException {
        try (OneStep one = OneStep.start(step, s -> s.retry(3))) {
            one.end();

            assertThat(one.failures()).singleElement().satisfies(failed -> {
                assertThat(failed.error()).isEqualTo(ProcessNotStartedException.class.getName());
                assertThat(failed.message()).startsWith(message);
                assertThat(failed.retryAt()).isZero();
            });
        }
        List<StepFailed> failures = new ArrayList<>();
        Pipeline pipeline =
                Pipeline.named("one").step("program", step, s -> s.retry(3)).build();
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .listener(event -> {
                    if (event instanceof StepFailed failed) {
                        failures.add(failed);
                    }
                })
                .build()) {
            assertThatThrownBy(() -> engine.run(pipeline, Inputs.none()))
                    .isInstanceOf(RunFailedException.class)
                    .rootCause()
                    .isInstanceOf(PermanentFailureException.class)
                    .isInstanceOfSatisfying(
                            ProcessNotStartedException.class,
                            thrown -> assertThat(thrown.reason()).isEqualTo(reason));
        }
        assertThat(failures).hasSize(1);
    }
}
