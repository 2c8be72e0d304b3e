package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Reference;
import dev.pawl.pipeline.Retry;
import dev.pawl.registry.InvalidSettingsException;
import dev.pawl.registry.StepType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a step whose references lead to what its settings do not take, on the caller's thread and recorded. */
@Timeout(60)
class UnfitSettingsTest {
    private static final Key<Integer> COUNT = Key.of("count", Integer.class);

    private final List<Mail> seen = new CopyOnWriteArrayList<>();
    private final StepType mail = StepType.of("mail.send", Mail.class, with -> context -> {
        seen.add(with);
        return StepResult.done();
    });

    private EngineBuilder engine() {
        return WorkflowEngine.builder().stepType(mail);
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotFitAtAnAttemptFailsTheStepWithoutTellingTheValue(Mode mode) {
        Pipeline pipeline = Pipeline.named("unfit")
                .step("data", context -> StepResult.done("", Map.of("times", "secret", "often", "DALY")))
                .parallel(
                        "par",
                        p -> p.branch(
                                "left",
                                b -> b.step(
                                        "thank",
                                        "mail.send",
                                        s -> s.with("to", Reference.of("data.to"))
                                                .with("times", Reference.of("data.times"))
                                                .with("often", Reference.of("data.often"))
                                                .with("pause", Reference.of("data")))))
                .build();

        RunFailedException failure =
                catchThrowableOfType(RunFailedException.class, () -> mode.run(engine(), pipeline, Inputs.none()));

        assertThat(failure.path()).isEqualTo("par/left/thank");
        assertThat(failure)
                .hasMessageEndingWith(
                        "InvalidSettingsException: step 'par/left/thank' of type 'mail.send' has settings that"
                                + " do not fit, 4 problems: with.to: has no value, as there is none at 'data.to'; it has to be a text;"
                                + " with.times: is a text from 'data.times' instead of a whole number from -2147483648 to 2147483647;"
                                + " with.pause: is a map from 'data' instead of a duration, such as 500ms, 90s, 5m, 2h, 3d or"
                                + " PT1M30S; with.often: is a text from 'data.often' instead of one of daily, every-week");
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aStepWhoseSettingsDoNotFitIsTriedAgainAndFallsBack(Mode mode) {
        AtomicInteger attempts = new AtomicInteger();
        Pipeline pipeline = Pipeline.named("falls-back")
                .step(
                        "thank",
                        "mail.send",
                        s -> s.with("to", Reference.of("email"))
                                .retry(Retry.times(3).onlyIf(failure -> {
                                    attempts.incrementAndGet();
                                    return failure instanceof InvalidSettingsException;
                                }))
                                .fallback("mail.send", f -> f.with("to", "bob").with("times", Reference.of("count"))))
                .build();

        mode.run(engine(), pipeline, COUNT.is(7));

        assertThat(attempts).hasValueGreaterThanOrEqualTo(2);
        assertThat(seen).containsExactly(new Mail("bob", 7, Optional.empty(), Mail.Often.DAILY));
    }

    record Call(Map<String, Integer> headers) {}

    @ParameterizedTest
    @EnumSource
    void theNamesInAMapThatComesFromTheRunAreNotTold(Mode mode) {
        StepType call = StepType.of("call", Call.class, with -> context -> StepResult.done());
        Pipeline pipeline = Pipeline.named("p")
                .step("read", context -> StepResult.done("read", Map.of("hunter2", "none")))
                .step("call", "call", s -> s.with("headers", Reference.of("read")))
                .build();

        assertThatThrownBy(() -> mode.run(WorkflowEngine.builder().stepType(call), pipeline, Inputs.none()))
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("with.headers[…]: is a text from 'read'")
                .hasMessageNotContaining("hunter2");
    }
}
