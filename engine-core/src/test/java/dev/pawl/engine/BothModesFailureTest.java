package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.api.Values;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Retry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for failures in a run on the caller's thread and in a recorded one alike. */
@Timeout(60)
class BothModesFailureTest {
    private static final Key<String> NAME = Key.of("name", String.class);
    private static final Key<String> GREETING = Key.of("greeting", String.class);
    private static final Key<Integer> COUNT = Key.of("count", Integer.class);

    @ParameterizedTest
    @EnumSource
    void aFailureNamesItsPlaceAndKeepsItsCause(Mode mode) {
        IOException cause = new IOException("no such host");
        Pipeline pipeline = Pipeline.named("publish")
                .step("upload", failing(cause))
                .step("never", context -> StepResult.done())
                .build();

        RunFailedException failure = catchThrowableOfType(RunFailedException.class, () -> mode.run(pipeline));

        assertThat(failure).hasCause(cause);
        assertThat(failure.path()).isEqualTo("upload");
        assertThat(failure.status()).isEqualTo(dev.pawl.event.RunStatus.FAILED);
        assertThat(failure)
                .hasMessage("run " + failure.run()
                        + " of pipeline 'publish' is FAILED at step 'upload': IOException: no such host");
    }

    @ParameterizedTest
    @EnumSource
    void retryStopsAfterTheLastAttempt(Mode mode) {
        List<Integer> attempts = new ArrayList<>();
        Pipeline pipeline = Pipeline.named("retried")
                .step(
                        "flaky",
                        context -> {
                            attempts.add(context.attempt());
                            throw new IOException("attempt " + context.attempt());
                        },
                        s -> s.retry(3))
                .build();

        assertThatThrownBy(() -> mode.run(pipeline)).hasRootCauseMessage("attempt 3");
        assertThat(attempts).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @EnumSource
    void retryStopsWhenItsPredicateDoesNotWantTheFailure(Mode mode) {
        List<Integer> attempts = new ArrayList<>();
        Pipeline pipeline = Pipeline.named("retried")
                .step(
                        "flaky",
                        context -> {
                            attempts.add(context.attempt());
                            throw context.attempt() == 1
                                    ? new IOException("again")
                                    : new IllegalStateException("enough");
                        },
                        s -> s.retry(Retry.times(5).onlyIf(thrown -> thrown instanceof IOException)))
                .build();

        assertThatThrownBy(() -> mode.run(pipeline)).hasRootCauseMessage("enough");
        assertThat(attempts).containsExactly(1, 2);
    }

    @ParameterizedTest
    @EnumSource
    void aRetryPredicateThatThrowsDoesNotRetry(Mode mode) {
        List<Integer> attempts = new ArrayList<>();
        Pipeline pipeline = Pipeline.named("retried")
                .step(
                        "flaky",
                        context -> {
                            attempts.add(context.attempt());
                            throw new IOException("first");
                        },
                        s -> s.retry(Retry.times(5).onlyIf(thrown -> {
                            throw new IllegalStateException("in the predicate");
                        })))
                .build();

        assertThatThrownBy(() -> mode.run(pipeline))
                .hasRootCauseMessage("first")
                .satisfies(failure ->
                        assertThat(failure.getCause().getSuppressed()).hasSize(1));
        assertThat(attempts).containsExactly(1);
    }

    @ParameterizedTest
    @EnumSource
    void theFallbackIsDoneWhenTheLastAttemptHasFailed(Mode mode) {
        Pipeline pipeline = Pipeline.named("fallen")
                .step(
                        "fetch",
                        failing(new IOException("gone")),
                        s -> s.retry(2).fallback(context -> {
                            context.put(GREETING, "from the cache in attempt " + context.attempt());
                            return StepResult.done("cached", Map.of("age", 3));
                        }))
                .build();

        Values values = mode.run(pipeline);

        assertThat(values.get(GREETING)).isEqualTo("from the cache in attempt 3");
        assertThat(values.result("fetch")).isEqualTo(Map.of("age", 3));
    }

    @ParameterizedTest
    @EnumSource
    void aFallbackThatFailsFailsTheRun(Mode mode) {
        Pipeline pipeline = Pipeline.named("fallen")
                .step("fetch", failing(new IOException("gone")), s -> s.fallback(failing(new IOException("cold"))))
                .build();

        assertThatThrownBy(() -> mode.run(pipeline)).hasRootCauseMessage("cold");
    }

    @ParameterizedTest
    @EnumSource
    void nothingThatAFailedAttemptPutSurvives(Mode mode) {
        Pipeline pipeline = Pipeline.named("clean")
                .step("before", context -> {
                    context.put(NAME, "kept");
                    return StepResult.done();
                })
                .step(
                        "flaky",
                        context -> {
                            if (context.attempt() < 3) {
                                context.put(NAME, "lost");
                                context.put(COUNT, context.attempt());
                                throw new IOException("after the puts");
                            }
                            assertThat(context.find(COUNT)).isEmpty();
                            return StepResult.done("", context.get(NAME));
                        },
                        s -> s.retry(3))
                .step(
                        "falling",
                        context -> {
                            context.put(COUNT, 7);
                            throw new IOException("after the puts");
                        },
                        s -> s.fallback(context ->
                                StepResult.done("", context.find(COUNT).isPresent())))
                .build();

        Values values = mode.run(pipeline);

        assertThat(values.result("flaky")).isEqualTo("kept");
        assertThat(values.result("falling")).isEqualTo(false);
        assertThat(values.get(NAME)).isEqualTo("kept");
        assertThat(values.find(COUNT)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aStepThatReturnsNullIsNamed(Mode mode) {
        Pipeline pipeline =
                Pipeline.named("nothing").step("silent", context -> null).build();

        assertThatThrownBy(() -> mode.run(pipeline))
                .hasRootCauseMessage("step 'silent' returned null instead of a StepResult; return StepResult.done()");
    }

    private static Step failing(Exception thrown) {
        return context -> {
            throw thrown;
        };
    }
}
