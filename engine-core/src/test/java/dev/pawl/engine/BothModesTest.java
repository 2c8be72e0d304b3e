package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Key;
import dev.pawl.api.MissingValueException;
import dev.pawl.api.StepResult;
import dev.pawl.api.ValueTypeException;
import dev.pawl.api.Values;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.registry.StepType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for a run on the caller's thread and for a recorded one alike. */
@Timeout(60)
class BothModesTest {
    private static final Key<String> NAME = Key.of("name", String.class);
    private static final Key<String> GREETING = Key.of("greeting", String.class);

    @ParameterizedTest
    @EnumSource
    void helloIsShouted(Mode mode) {
        Pipeline hello = Pipeline.named("hello")
                .step("greet", NAME, GREETING, n -> "Hello, " + n)
                .step("shout", context -> {
                    context.put(GREETING, context.get(GREETING).toUpperCase(java.util.Locale.ROOT));
                    return StepResult.done("shouted");
                })
                .build();

        Values values = mode.run(WorkflowEngine.builder(), hello, NAME.is("Ada"));

        assertThat(values.get(GREETING)).isEqualTo("HELLO, ADA");
    }

    @ParameterizedTest
    @EnumSource
    void stopCompletesTheRunWithoutTheRest(Mode mode) {
        Pipeline pipeline = Pipeline.named("stopped")
                .step("first", context -> {
                    context.put(NAME, "first");
                    return StepResult.stop("nothing to publish");
                })
                .step("second", NAME, NAME, n -> "second")
                .build();

        assertThat(mode.run(pipeline).get(NAME)).isEqualTo("first");
    }

    @ParameterizedTest
    @EnumSource
    void aSkippedStepKeepsWhatItPut(Mode mode) {
        Pipeline pipeline = Pipeline.named("skipped")
                .step("first", context -> {
                    context.put(NAME, "first");
                    return StepResult.skipped("already there");
                })
                .build();

        assertThat(mode.run(pipeline).get(NAME)).isEqualTo("first");
    }

    @ParameterizedTest
    @EnumSource
    void dataIsReadByTheStepsId(Mode mode) {
        Pipeline pipeline = Pipeline.named("data")
                .step(
                        "site-setup",
                        context -> StepResult.done("made", Map.of("url", "https://x", "pages", List.of(1, 2))))
                .step("read", context -> StepResult.done("", context.result("site-setup")))
                .build();

        Values values = mode.run(pipeline);

        assertThat(values.result("read")).isEqualTo(Map.of("url", "https://x", "pages", List.of(1, 2)));
        assertThatThrownBy(() -> values.result("reed"))
                .isInstanceOf(MissingValueException.class)
                .hasMessageContaining("'reed'")
                .hasMessageContaining("[read, site-setup]");
    }

    @ParameterizedTest
    @EnumSource
    void aMissingKeyNamesThoseThatAreThere(Mode mode) {
        Pipeline pipeline = Pipeline.named("missing")
                .step("read", context -> StepResult.done(context.get(GREETING)))
                .build();

        assertThatThrownBy(() -> mode.run(WorkflowEngine.builder(), pipeline, NAME.is("Ada")))
                .cause()
                .isInstanceOf(MissingValueException.class)
                .hasMessageContaining("'greeting'")
                .hasMessageContaining("[name]");
    }

    @ParameterizedTest
    @EnumSource
    void aValueAskedForAsAnotherTypeIsRefusedNamingKeyAndType(Mode mode) {
        Pipeline pipeline = Pipeline.named("mismatch")
                .step("read", context -> StepResult.done("" + context.get(Key.of("name", Integer.class))))
                .build();

        assertThatThrownBy(() -> mode.run(WorkflowEngine.builder(), pipeline, NAME.is("Ada")))
                .cause()
                .isInstanceOf(ValueTypeException.class)
                .hasMessageContaining("'name'")
                .hasMessageContaining("java.lang.Integer");
    }

    @ParameterizedTest
    @EnumSource
    void nullIsNoValue(Mode mode) {
        Pipeline pipeline = Pipeline.named("nothing")
                .step("put", context -> {
                    context.put(NAME, null);
                    return StepResult.done();
                })
                .build();

        assertThatThrownBy(() -> mode.run(pipeline)).hasRootCauseInstanceOf(NullPointerException.class);
    }

    @ParameterizedTest
    @EnumSource
    void dataIsReadAsAPrimitive(Mode mode) {
        Pipeline pipeline = Pipeline.named("primitive")
                .step("s", context -> StepResult.done("counted", 7))
                .step("inside", context -> StepResult.done("", context.result("s", int.class) > 6))
                .build();

        Values values = mode.run(pipeline);

        int read = values.result("s", int.class);
        assertThat(read).isEqualTo(7);
        assertThat(values.result("inside", boolean.class)).isTrue();
        assertThatThrownBy(() -> values.result("inside", int.class)).isInstanceOf(ValueTypeException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aRegisteredTypeGetsItsSettings(Mode mode) {
        StepType type = StepType.ofTree("test.greet", settings -> context -> {
            context.put(GREETING, settings.get("word") + ", " + context.get(NAME));
            return StepResult.done();
        });
        Pipeline pipeline = Pipeline.named("typed")
                .step("greet", "test.greet", s -> s.with("word", "Hi"))
                .build();

        Values values = mode.run(WorkflowEngine.builder().stepType(type), pipeline, NAME.is("Ada"));

        assertThat(values.get(GREETING)).isEqualTo("Hi, Ada");
    }
}
