package dev.pawl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.definition.Definitions;
import dev.pawl.testing.CrashRehearsal;
import dev.pawl.testing.StepTester;
import dev.pawl.testing.TestedStep;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a test of a first step looks like. */
class FirstStepTest {
    @Test
    void greetsWhomItIsTold() throws Exception {
        TestedStep greeted = StepTester.of(FirstStep.GREET, Map.of("to", "Ada", "word", "Welcome"))
                .run();

        assertThat(greeted.get(FirstStep.GREETING)).isEqualTo("Welcome, Ada");
        assertThat(greeted.message()).isEqualTo("greeted Ada");
    }

    @Test
    void saysHelloUnlessToldOtherwiseToAValueOfTheRun() throws Exception {
        TestedStep greeted = StepTester.of(FirstStep.GREET, Map.of("to", Map.of("from", "name")))
                .given(FirstStep.NAME.is("Bob"))
                .run();

        assertThat(greeted.get(FirstStep.GREETING)).isEqualTo("Hello, Bob");
    }

    @Test
    void thePipelineOfItSurvivesACrashAnywhere() throws Exception {
        CrashRehearsal.Report report = CrashRehearsal.of(Definitions.read(FirstStep.HELLO), FirstStep.NAME.is("Ada"))
                .engine(builder -> builder.stepType(FirstStep.GREET))
                .after(result ->
                        assertThat(result.orThrow().get(FirstStep.GREETING)).isEqualTo("Hello, Ada"))
                .check();

        assertThat(report.crashes()).isPositive();
    }
}
