package dev.pawl.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.Values;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.pipeline.InvalidPipelineException.Problem;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Reference;
import dev.pawl.registry.SettingInfo;
import dev.pawl.registry.UnknownStepTypeException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs in pipelines that are data. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class ProcessTypeTest {
    private static final Key<String> NAME = Key.of("name", String.class);

    @TempDir
    Path folder;

    @Test
    void settingsSayAllThatJavaCan() throws Exception {
        Map<String, Object> with = Map.of(
                "command",
                        List.of(
                                "sh",
                                "-c",
                                "cat; echo \" $0 $OWN in $(pwd)\"; exit 4",
                                Reference.of("name").shape()),
                "stdin", Map.of("from", "first.stdout"),
                "env", Map.of("OWN", "own"),
                "inherit", List.of("USER"),
                "folder", folder.toString(),
                "timeout", "20s",
                "accept", List.of(0, 4),
                "outputFile", folder.resolve("out").toString(),
                "limits", Map.of("keep", 1_000));
        Pipeline pipeline = Pipeline.named("p")
                .input(NAME)
                .step("first", "process", s -> s.with("command", List.of("printf", "hello")))
                .step("second", "process", s -> s.with(with))
                .build();

        try (WorkflowEngine engine = WorkflowEngine.builder()
                .stepType(ProcessStep.type())
                .pipeline(pipeline)
                .build()) {
            Values values =
                    engine.submit("p", Inputs.of(NAME.is("; Ada"))).await().orThrow();

            String said = "hello ; Ada own in " + folder.toRealPath() + "\n";
            assertThat(values.result("second"))
                    .isEqualTo(Map.of("exit", 4, "stdout", said, "stdoutDropped", 0, "logDropped", 0));
            assertThat(folder.resolve("out")).hasContent(said);
        }
    }

    @Test
    void whatIsWrongIsSaidBeforeThereIsARun() {
        assertThat(ProcessStep.type().check(Map.of("command", List.of("ls"), "limits", Map.of("line", 0))))
                .containsExactly(
                        new Problem("with.limits", "is refused: limit 'line' is not from 1 to 16777216 bytes: 0"));
        assertThat(ProcessStep.type().check(Map.of("command", List.of())))
                .containsExactly(
                        new Problem("with", "is refused: command has no words; give it the program and its arguments"));
        assertThat(ProcessStep.type().check(Map.of("comand", "ls")))
                .extracting(Problem::path)
                .containsExactlyInAnyOrder("with.comand", "with.command");
    }

    @Test
    void itsLimitsAreThoseOfJavaWhenNothingIsSaid() {
        SettingInfo limits = ProcessStep.type().settings().get(8);

        assertThat(limits.name()).isEqualTo("limits");
        assertThat(ProcessStep.type().check(Map.of("command", List.of("ls"), "limits", Map.of())))
                .isEmpty();
        assertThat(limits.type().toString()).contains("65536", "1048576", "104857600");
    }

    @Test
    void anEngineHasItOnlyWhenItsHostGivesIt() {
        Pipeline pipeline = Pipeline.named("p")
                .step("ls", "process", s -> s.with("command", List.of("ls")))
                .build();

        assertThatThrownBy(() -> WorkflowEngine.builder().pipeline(pipeline).build())
                .isInstanceOf(UnknownStepTypeException.class);
    }
}
