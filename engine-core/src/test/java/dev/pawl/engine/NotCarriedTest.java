package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.execution.NotCarriedException;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.PipelineBuilder;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be described and is not carried out yet is refused before anything runs, naming the place. */
class NotCarriedTest {
    private static final Step WORK = context -> StepResult.done();

    static Stream<Arguments> features() {
        return Stream.of(
                Arguments.of(
                        "the timeout of step 'slow'", base().step("slow", WORK, s -> s.timeout(Duration.ofSeconds(1)))),
                Arguments.of("the compensation of step 'paid'", base().step("paid", WORK, s -> s.compensate(WORK))),
                Arguments.of(
                        "the timeout of step 'slow'",
                        base().step("slow", WORK, s -> s.fallback(WORK, f -> f.timeout(Duration.ofSeconds(1))))),
                Arguments.of(
                        "of the fallback of step 'slow'",
                        base().step("slow", WORK, s -> s.fallback(WORK, f -> f.retry(2)))),
                Arguments.of(
                        "of the fallback of step 'slow'",
                        base().step("slow", WORK, s -> s.fallback(WORK, f -> f.delay(Duration.ofSeconds(1))))),
                Arguments.of(
                        "of the fallback of step 'slow'",
                        base().step("slow", WORK, s -> s.fallback(WORK, f -> f.pure()))),
                Arguments.of(
                        "of the fallback of step 'slow'",
                        base().step("slow", WORK, s -> s.fallback(WORK, f -> f.externalOnce()))),
                Arguments.of("the deadline", base().deadline(Duration.ofHours(1))),
                Arguments.of("the finally step 'tidy'", base().lastly("tidy", WORK)),
                Arguments.of(
                        "the parallel 'both'",
                        base().parallel(
                                        "both",
                                        b -> b.branch("a", x -> x.step("x", WORK))
                                                .branch("b", y -> y.step("y", WORK)))),
                Arguments.of("'pause'", base().sleep("pause", Duration.ofDays(1))),
                Arguments.of("'go'", base().signal("go")),
                Arguments.of("'inner'", base().sub("inner", base().build())));
    }

    @ParameterizedTest
    @MethodSource("features")
    void isRefusedNamingThePlace(String place, PipelineBuilder builder) {
        Pipeline pipeline = builder.build();

        assertThatThrownBy(() -> WorkflowEngine.builder().pipeline(pipeline).build())
                .isInstanceOf(NotCarriedException.class)
                .hasMessageContaining("'not-yet'")
                .hasMessageContaining(place);
        try (WorkflowEngine engine = WorkflowEngine.create()) {
            assertThatThrownBy(() -> engine.run(pipeline))
                    .isInstanceOf(NotCarriedException.class)
                    .hasMessageContaining(place);
        }
    }

    private static PipelineBuilder base() {
        return Pipeline.named("not-yet").step("first", WORK);
    }
}
