package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Retry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Recorded runs, and pipelines inside them, that take longer than they may. */
@Timeout(60)
class DeadlineTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String INTERRUPTED = ": cancelled: it was interrupted, as it is not wanted any more";
    private static final String RUN_TOO_LONG = "the run took longer than its deadline of PT1H";

    private final Room room = new Room();
    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void theBodyIsInterruptedAndTheRunUndoneAndFailed() throws Exception {
        room.with(Pipeline.named("p")
                .deadline(HOUR)
                .step("a", room.note(), s -> s.compensate(room.note()))
                .step("hold", gate)
                .lastly("end", room.note())
                .build());
        Run run = room.submit("p");
        gate.awaitEntered();
        room.advance(HOUR);

        RunResult result = Mode.ended(run);
        assertThat(result.status()).isEqualTo(RunStatus.FAILED);
        assertThat(result.message()).isEqualTo(RUN_TOO_LONG);
        assertThat(Followed.ended(run))
                .containsExactly(
                        "DONE a",
                        "stopping DEADLINE: " + RUN_TOO_LONG,
                        "fail hold" + INTERRUPTED,
                        "DONE a/undo",
                        "DONE end",
                        "FAILED: " + RUN_TOO_LONG);
    }

    @Test
    void aRunThatWaitsFailsAtItsDeadline() {
        room.with(Pipeline.named("p").deadline(HOUR).signal("paid").build());
        Run run = room.submit("p");
        Followed.of(run).untilWaiting();
        room.advance(HOUR.minusMillis(1));
        assertThat(run.status()).isEqualTo(RunStatus.WAITING);
        room.advance(Duration.ofMillis(1));

        assertThat(Followed.ended(run))
                .containsExactly(
                        "wait paid: SIGNAL paid",
                        "waiting for signal 'paid' until PT1H",
                        "resumed",
                        "stopping DEADLINE: " + RUN_TOO_LONG,
                        "FAILED: " + RUN_TOO_LONG);
        assertThat(room.repository().query().waits(1)).isEmpty();
    }

    @Test
    void aRetryIsNotWaitedForBeyondTheDeadline() {
        room.with(Pipeline.named("p")
                .deadline(HOUR)
                .step("call", room.failing("down"), s -> s.retry(Retry.times(5).backoff(Duration.ofHours(2))))
                .build());
        Run run = room.submit("p");
        Followed.of(run).untilWaiting();
        room.advance(HOUR);

        assertThat(Mode.ended(run).message()).isEqualTo(RUN_TOO_LONG);
        assertThat(room.bodies).containsExactly("call");
    }

    @Test
    void theDeadlineIsCountedFromTheStartAcrossEngines() {
        Pipeline pipeline = Pipeline.named("p").deadline(HOUR).signal("paid").build();
        Run before = room.with(pipeline).submit("p");
        Followed.of(before).untilWaiting();
        room.advance(Duration.ofMinutes(40));
        Run run = room.with(pipeline).find(before);
        room.advance(Duration.ofMinutes(20));

        assertThat(Mode.ended(run).message()).isEqualTo(RUN_TOO_LONG);
    }

    @Test
    void theDeadlineIsNotCountedWhileTheRunIsQueued() {
        Pipeline pipeline =
                Pipeline.named("p").deadline(HOUR).step("a", room.note()).build();
        Run before = room.with(b -> b.workers(0), pipeline).submit("p");
        room.advance(Duration.ofHours(5));
        Run run = room.with(pipeline).find(before);

        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void lastStepsAreNotInterruptedByTheDeadline() throws Exception {
        room.with(Pipeline.named("p")
                .deadline(HOUR)
                .step("a", room.note())
                .lastly("end", gate)
                .build());
        Run run = room.submit("p");
        gate.awaitEntered();
        room.advance(HOUR);
        gate.open();

        assertThat(Followed.ended(run)).containsExactly("DONE a", "DONE end", "COMPLETED");
    }

    @Test
    void aPipelineInsideThatTakesTooLongFailsItsNode() throws Exception {
        Pipeline inner = Pipeline.named("inner")
                .deadline(HOUR)
                .step("x", room.note(), s -> s.compensate(room.note()))
                .step("hold", gate)
                .lastly("close", room.note())
                .build();
        room.with(Pipeline.named("p").sub("sub", inner).build());
        Run run = room.submit("p");
        gate.awaitEntered();
        room.advance(HOUR);

        assertThat(Followed.ended(run))
                .containsExactly(
                        "sub sub: inner 1",
                        "DONE sub/x",
                        "fail sub: limit: the pipeline took longer than its deadline of PT1H",
                        "fail sub/hold" + INTERRUPTED,
                        "DONE sub/x/undo",
                        "DONE sub/close",
                        "flow sub FAILED at sub: the pipeline took longer than its deadline of PT1H",
                        "FAILED at sub: the pipeline took longer than its deadline of PT1H");
        assertThat(room.engine().verify()).isEmpty();
    }

    @Test
    void aPipelineInsideThatWaitsFailsAtItsDeadline() {
        Pipeline inner = Pipeline.named("inner").deadline(HOUR).signal("paid").build();
        room.with(Pipeline.named("p").sub("sub", inner).build());
        Run run = room.submit("p");
        Followed.of(run).untilWaiting();
        room.advance(HOUR);

        assertThat(Followed.ended(run))
                .containsExactly(
                        "sub sub: inner 1",
                        "wait sub/paid: SIGNAL paid",
                        "waiting for signal 'paid' until PT1H",
                        "resumed",
                        "fail sub: limit: the pipeline took longer than its deadline of PT1H",
                        "flow sub FAILED at sub: the pipeline took longer than its deadline of PT1H",
                        "FAILED at sub: the pipeline took longer than its deadline of PT1H");
    }

    @Test
    void aBranchThatTakesTooLongLosesToAnother() {
        Pipeline inner = Pipeline.named("inner").deadline(HOUR).signal("paid").build();
        room.with(Pipeline.named("p")
                .parallel(
                        "par",
                        dev.pawl.pipeline.Join.any(),
                        p -> p.branch("one", b -> b.sub("sub", inner))
                                .branch("two", b -> b.sleep("night", HOUR.multipliedBy(2))))
                .build());
        Run run = room.submit("p");
        Followed events = Followed.of(run).untilWaiting();
        room.advance(HOUR);
        events.untilWaiting();
        room.advance(HOUR);

        assertThat(Followed.ended(run))
                .endsWith(
                        "resumed",
                        "fail par/one/sub: limit: the pipeline took longer than its deadline of PT1H",
                        "flow par/one/sub FAILED at par/one/sub: the pipeline took longer than its deadline of PT1H",
                        "flow par/one FAILED at par/one/sub: the pipeline took longer than its deadline of PT1H",
                        "waiting for sleep of par/two/night until PT1H",
                        "resumed",
                        "answer par/two/night: woken",
                        "flow par/two DONE",
                        "join par 1/2 [two]",
                        "COMPLETED");
    }

    @Test
    void aRunThatHasEndedLeavesNoWakeUpBehind() {
        Pipeline inner = Pipeline.named("inner")
                .deadline(HOUR)
                .step("x", room.note(), s -> s.timeout(HOUR))
                .build();
        room.with(Pipeline.named("p")
                .deadline(HOUR)
                .sub("sub", inner)
                .lastly("end", room.note())
                .build());

        Mode.ended(room.submit("p"));

        assertThat(room.time.wakes()).isZero();
    }
}
