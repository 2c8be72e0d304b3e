package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.api.StepTimeoutException;
import dev.pawl.api.Values;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Retry;
import dev.pawl.testing.SettableTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Timeouts and interrupts of a run on the caller's thread. A body that takes time sets the clock forward itself. */
@Timeout(60)
class InlineTimeTest {
    private static final Step DONE = context -> StepResult.done();

    private final SettableTime time = SettableTime.at(Instant.parse("2030-01-01T00:00:00Z"));
    private final Told told = new Told();
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void noInterruptIsLeft() {
        assertThat(Thread.interrupted()).isFalse();
        assertThat(time.wakes()).isZero();
    }

    @Test
    void anAttemptThatTakesTooLongIsInterruptedAndFails() {
        Pipeline pipeline = Pipeline.named("p")
                .step("s", blocking(2), s -> s.timeout(Duration.ofSeconds(2)))
                .build();

        assertThatThrownBy(() -> run(pipeline))
                .cause()
                .isInstanceOf(StepTimeoutException.class)
                .hasMessage("step 's' took longer than PT2S")
                .satisfies(t -> assertThat(t.getSuppressed()).hasOnlyElementsOfType(InterruptedException.class));

        assertThat(told.last()).isEqualTo("FAILED at s: StepTimeoutException: step 's' took longer than PT2S");
    }

    @Test
    void theRealClockInterruptsToo() {
        Pipeline pipeline = Pipeline.named("p")
                .step(
                        "s",
                        c -> {
                            new CountDownLatch(1).await();
                            return StepResult.done();
                        },
                        s -> s.timeout(Duration.ofMillis(5)))
                .build();

        try (WorkflowEngine engine = WorkflowEngine.create()) {
            assertThatThrownBy(() -> engine.run(pipeline)).hasCauseInstanceOf(StepTimeoutException.class);
        }
    }

    @Test
    void aTimeoutIsAFailureToBeTriedAgain() {
        Pipeline pipeline = Pipeline.named("p")
                .step(
                        "s",
                        c -> c.attempt() == 1 ? blocking(2).execute(c) : flag(c.attempt()),
                        s -> s.timeout(Duration.ofSeconds(2)).retry(2))
                .build();

        assertThat(run(pipeline).result("s")).isEqualTo("attempt 2, interrupted: false");

        assertThat(told.inside())
                .containsExactly(
                        "start s",
                        "fail s: StepTimeoutException: step 's' took longer than PT2S until 0",
                        "start s #2",
                        "DONE s #2");
    }

    @Test
    void theResultOfAnAttemptThatIgnoresItsTimeoutIsRefused() {
        Pipeline pipeline = Pipeline.named("p")
                .step(
                        "s",
                        c -> {
                            time.advance(Duration.ofSeconds(3));
                            return StepResult.done("late");
                        },
                        s -> s.timeout(Duration.ofSeconds(2)).fallback(c -> flag(c.attempt())))
                .build();

        assertThat(run(pipeline).result("s")).isEqualTo("attempt 2, interrupted: false");
    }

    @Test
    void aTimeoutOfALaterAttemptIsNotThatOfAnEarlierOne() {
        Pipeline pipeline = Pipeline.named("p")
                .step(
                        "s",
                        c -> {
                            time.advance(Duration.ofMillis(1500));
                            if (c.attempt() == 1) {
                                throw new IOException("once");
                            }
                            return flag(c.attempt());
                        },
                        s -> s.timeout(Duration.ofSeconds(2)).retry(2))
                .build();

        assertThat(run(pipeline).result("s")).isEqualTo("attempt 2, interrupted: false");
    }

    @Test
    void anInterruptFromOutsideFailsTheStepWithoutAnotherTryAndIsKept() {
        Pipeline pipeline = Pipeline.named("p")
                .step(
                        "before",
                        DONE,
                        s -> s.compensate(c -> {
                            seen.add("undo " + Thread.currentThread().isInterrupted());
                            return StepResult.done();
                        }))
                .step(
                        "s",
                        c -> {
                            Thread.currentThread().interrupt();
                            new CountDownLatch(1).await();
                            return StepResult.done();
                        },
                        s -> s.retry(3).fallback(DONE).timeout(Duration.ofSeconds(1)))
                .lastly("end", c -> {
                    seen.add("end " + Thread.currentThread().isInterrupted());
                    return StepResult.done();
                })
                .build();

        assertThatThrownBy(() -> run(pipeline)).hasCauseInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(seen).containsExactly("undo false", "end false");
        assertThat(told.inside())
                .containsExactly(
                        "start before",
                        "DONE before",
                        "start s",
                        "fail s: InterruptedException: ",
                        "start before/undo",
                        "DONE before/undo",
                        "start end",
                        "DONE end");
    }

    @Test
    void aPlainStepThatIsInterruptedLeavesTheFlagSet() {
        Pipeline pipeline = Pipeline.named("p")
                .step("s", c -> {
                    throw new InterruptedException();
                })
                .build();

        assertThatThrownBy(() -> run(pipeline)).hasCauseInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aPauseThatIsInterruptedFailsTheStep() {
        Pipeline pipeline = Pipeline.named("p")
                .step(
                        "s",
                        c -> {
                            Thread.currentThread().interrupt();
                            throw new IOException("once");
                        },
                        s -> s.retry(Retry.times(2).backoff(Duration.ofHours(1))))
                .build();

        assertThatThrownBy(() -> run(pipeline)).hasCauseInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(told.inside())
                .containsExactly(
                        "start s", "fail s: IOException: once until 3600000", "fail s #2: InterruptedException: ");
    }

    private static StepResult flag(int attempt) {
        return StepResult.done(
                "",
                "attempt " + attempt + ", interrupted: "
                        + Thread.currentThread().isInterrupted());
    }

    /** Takes that long, and then waits for ever. */
    private Step blocking(int seconds) {
        return context -> {
            time.advance(Duration.ofSeconds(seconds));
            new CountDownLatch(1).await();
            return StepResult.done();
        };
    }

    private Values run(Pipeline pipeline) {
        try (WorkflowEngine engine =
                WorkflowEngine.builder().time(time).listener(told).build()) {
            return engine.run(pipeline);
        }
    }
}
