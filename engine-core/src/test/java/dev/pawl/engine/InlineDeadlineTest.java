package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.pipeline.Join;
import dev.pawl.pipeline.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deadlines of a run on the caller's thread. A body that takes time sets the clock forward itself. */
@Timeout(60)
class InlineDeadlineTest {
    private final InlineRoom room = new InlineRoom();
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void noInterruptIsLeft() {
        assertThat(Thread.interrupted()).isFalse();
        assertThat(room.time.wakes()).isZero();
    }

    @Test
    void theDeadlineInterruptsTheBodyUndoesAndEnds() {
        Pipeline pipeline = Pipeline.named("p")
                .deadline(Duration.ofHours(2))
                .step("a", InlineRoom.DONE, s -> s.compensate(noting("undo")))
                .parallel(
                        "par",
                        b -> b.branch(
                                        "one",
                                        x -> x.step(
                                                "s",
                                                room.blocking(7200),
                                                s -> s.retry(3).fallback(InlineRoom.DONE)))
                                .branch("two", x -> x.step("t", InlineRoom.DONE)))
                .lastly("end", noting("end"))
                .build();

        assertThatThrownBy(() -> room.run(pipeline))
                .hasNoCause()
                .hasMessageEndingWith("is FAILED: the run took longer than its deadline of PT2H");

        assertThat(seen).containsExactly("undo false", "end false");
        assertThat(room.told.inside())
                .containsExactly(
                        "start a",
                        "DONE a",
                        "start par/one/s",
                        "stopping DEADLINE: the run took longer than its deadline of PT2H",
                        "fail par/one/s: cancelled: it was interrupted, as it is not wanted any more",
                        "flow par/one CANCELLED",
                        "flow par/two CANCELLED",
                        "start a/undo",
                        "DONE a/undo",
                        "start end",
                        "DONE end");
        assertThat(room.told.last()).isEqualTo("FAILED: the run took longer than its deadline of PT2H");
    }

    @Test
    void aStepThatFinishesThoughTheDeadlineIsOverIsUndone() {
        Pipeline pipeline = Pipeline.named("p")
                .deadline(Duration.ofSeconds(1))
                .step(
                        "s",
                        c -> {
                            room.time.advance(Duration.ofSeconds(1));
                            return StepResult.done();
                        },
                        s -> s.compensate(noting("undo")))
                .build();

        assertThatThrownBy(() -> room.run(pipeline)).hasMessageEndingWith("deadline of PT1S");

        assertThat(seen).containsExactly("undo false");
        assertThat(room.told.inside())
                .containsExactly(
                        "start s",
                        "stopping DEADLINE: the run took longer than its deadline of PT1S",
                        "DONE s",
                        "start s/undo",
                        "DONE s/undo");
    }

    @Test
    void theDeadlineIsHeededBetweenNodes() {
        Pipeline pipeline = Pipeline.named("p")
                .deadline(Duration.ofSeconds(1))
                .branch(
                        "b",
                        k -> k.when(
                                "yes",
                                values -> {
                                    room.time.advance(Duration.ofSeconds(1));
                                    return true;
                                },
                                x -> x.step("never", InlineRoom.DONE)))
                .build();

        assertThatThrownBy(() -> room.run(pipeline)).hasMessageEndingWith("deadline of PT1S");

        assertThat(room.told.inside())
                .containsExactly("branch b: yes", "stopping DEADLINE: the run took longer than its deadline of PT1S");
    }

    @Test
    void aPauseEndsAtTheDeadline() throws Exception {
        Pipeline inner = Pipeline.named("inner")
                .step("s", InlineRoom.DONE, s -> s.delay(Duration.ofDays(1)))
                .build();
        Pipeline pipeline = Pipeline.named("p")
                .sub("sub", inner)
                .deadline(Duration.ofHours(1))
                .build();
        CompletableFuture<Void> advanced = CompletableFuture.runAsync(() -> {
            awaitWakes(2);
            room.time.advance(Duration.ofHours(1));
        });

        assertThatThrownBy(() -> room.run(pipeline)).hasMessageEndingWith("deadline of PT1H");

        advanced.get();
        assertThat(room.told.inside())
                .containsExactly(
                        "sub sub: inner 1",
                        "stopping DEADLINE: the run took longer than its deadline of PT1H",
                        "flow sub CANCELLED");
    }

    @Test
    void theDeadlineInterruptsNothingThatUndoesOrEnds() {
        Step tooLong = context -> {
            room.time.advance(Duration.ofHours(1));
            seen.add(context.path() + " " + Thread.currentThread().isInterrupted());
            return StepResult.done();
        };
        Pipeline inner = Pipeline.named("inner")
                .step("s", InlineRoom.DONE)
                .lastly("end", tooLong)
                .build();
        Pipeline pipeline = Pipeline.named("p")
                .deadline(Duration.ofHours(1))
                .parallel(
                        "par",
                        Join.any(),
                        b -> b.branch(
                                "one",
                                x -> x.sub("sub", inner)
                                        .step("a", InlineRoom.DONE, s -> s.compensate(tooLong))
                                        .step("never", InlineRoom.DONE)))
                .build();
        Pipeline failing = Pipeline.named("q")
                .deadline(Duration.ofHours(1))
                .parallel(
                        "par",
                        Join.any(),
                        b -> b.branch(
                                        "one",
                                        x -> x.step("a", InlineRoom.DONE, s -> s.compensate(tooLong))
                                                .step("bad", c -> {
                                                    throw new IllegalStateException();
                                                }))
                                .branch("two", x -> x.step("never", InlineRoom.DONE)))
                .build();

        assertThatThrownBy(() -> room.run(pipeline)).hasMessageEndingWith("deadline of PT1H");
        assertThatThrownBy(() -> room.run(failing)).hasMessageEndingWith("deadline of PT1H");

        assertThat(seen).containsExactly("par/one/sub/end false", "par/one/a/undo false");
    }

    @Test
    void theDeadlineOfAPipelineInsideFailsItAlone() {
        Pipeline inner = Pipeline.named("inner")
                .deadline(Duration.ofSeconds(5))
                .step("a", InlineRoom.DONE, s -> s.compensate(InlineRoom.DONE))
                .step("s", room.blocking(5))
                .lastly("close", InlineRoom.DONE)
                .build();
        Pipeline pipeline = Pipeline.named("p")
                .deadline(Duration.ofSeconds(9))
                .parallel(
                        "par",
                        Join.any(),
                        b -> b.branch("one", x -> x.sub("sub", inner))
                                .branch("two", x -> x.step("t", c -> InlineRoom.flag(c.attempt()))))
                .build();

        assertThat(room.run(pipeline).result("t")).isEqualTo("attempt 1, interrupted: false");

        assertThat(room.told.inside())
                .containsExactly(
                        "sub par/one/sub: inner 1",
                        "start par/one/sub/a",
                        "DONE par/one/sub/a",
                        "start par/one/sub/s",
                        "fail par/one/sub: limit: the pipeline took longer than its deadline of PT5S",
                        "fail par/one/sub/s: cancelled: it was interrupted, as it is not wanted any more",
                        "start par/one/sub/a/undo",
                        "DONE par/one/sub/a/undo",
                        "start par/one/sub/close",
                        "DONE par/one/sub/close",
                        "flow par/one/sub FAILED at par/one/sub: the pipeline took longer than its deadline of PT5S",
                        "flow par/one FAILED at par/one/sub: the pipeline took longer than its deadline of PT5S",
                        "start par/two/t",
                        "DONE par/two/t",
                        "flow par/two DONE",
                        "join par 1/2 [two]");
    }

    private Step noting(String name) {
        return context -> {
            seen.add(name + " " + Thread.currentThread().isInterrupted());
            return StepResult.done();
        };
    }

    private void awaitWakes(int number) {
        try {
            room.time.awaitWakes(number, Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
