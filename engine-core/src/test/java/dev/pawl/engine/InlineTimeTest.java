package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.StepResult;
import dev.pawl.api.StepTimeoutException;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Retry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Timeouts and interrupts of a run on the caller's thread. A body that takes time sets the clock forward itself. */
@Timeout(60)
class InlineTimeTest {
    private final InlineRoom room = new InlineRoom();
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void noInterruptIsLeft() {
        assertThat(Thread.interrupted()).isFalse();
        assertThat(room.time.wakes()).isZero();
    }

    @Test
    void anAttemptThatTakesTooLongIsInterruptedAndFails() {
        Pipeline pipeline = Pipeline.named("p")
                .step("s", room.blocking(2), s -> s.timeout(Duration.ofSeconds(2)))
                .build();

        assertThatThrownBy(() -> room.run(pipeline))
                .cause()
                .isInstanceOf(StepTimeoutException.class)
                .hasMessage("step 's' took longer than PT2S")
                .satisfies(t -> assertThat(t.getSuppressed()).hasOnlyElementsOfType(InterruptedException.class));

        assertThat(room.told.last()).isEqualTo("FAILED at s: StepTimeoutException: step 's' took longer than PT2S");
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
                        c -> c.attempt() == 1 ? room.blocking(2).execute(c) : InlineRoom.flag(c.attempt()),
                        s -> s.timeout(Duration.ofSeconds(2)).retry(2))
                .build();

        assertThat(room.run(pipeline).result("s")).isEqualTo("attempt 2, interrupted: false");

        assertThat(room.told.inside())
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
                            room.time.advance(Duration.ofSeconds(3));
                            return StepResult.done("late");
                        },
                        s -> s.timeout(Duration.ofSeconds(2)).fallback(c -> InlineRoom.flag(c.attempt())))
                .build();

        assertThat(room.run(pipeline).result("s")).isEqualTo("attempt 2, interrupted: false");
    }

    @Test
    void aTimeoutOfALaterAttemptIsNotThatOfAnEarlierOne() {
        Pipeline pipeline = Pipeline.named("p")
                .step(
                        "s",
                        c -> {
                            room.time.advance(Duration.ofMillis(1500));
                            if (c.attempt() == 1) {
                                throw new IOException("once");
                            }
                            return InlineRoom.flag(c.attempt());
                        },
                        s -> s.timeout(Duration.ofSeconds(2)).retry(2))
                .build();

        assertThat(room.run(pipeline).result("s")).isEqualTo("attempt 2, interrupted: false");
    }

    @Test
    void anInterruptFromOutsideFailsTheStepWithoutAnotherTryAndIsKept() {
        Pipeline pipeline = Pipeline.named("p")
                .step(
                        "before",
                        InlineRoom.DONE,
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
                        s -> s.retry(3).fallback(InlineRoom.DONE).timeout(Duration.ofSeconds(1)))
                .lastly("end", c -> {
                    seen.add("end " + Thread.currentThread().isInterrupted());
                    return StepResult.done();
                })
                .build();

        assertThatThrownBy(() -> room.run(pipeline)).hasCauseInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(seen).containsExactly("undo false", "end false");
        assertThat(room.told.inside())
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

        assertThatThrownBy(() -> room.run(pipeline)).hasCauseInstanceOf(InterruptedException.class);

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

        assertThatThrownBy(() -> room.run(pipeline)).hasCauseInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(room.told.inside())
                .containsExactly(
                        "start s", "fail s: IOException: once until 3600000", "fail s #2: InterruptedException: ");
    }
}
