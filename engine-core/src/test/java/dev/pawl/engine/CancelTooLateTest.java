package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.StepResult;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Pipeline;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cancels that come too late for a body or for a run. */
@Timeout(60)
class CancelTooLateTest {

    private final Room room = new Room();
    private final Gate gate = new Gate();
    private final Gate last = new Gate();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void aBodyThatComesToItsEndAllTheSameIsDoneAndUndone() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        room.with(Pipeline.named("running")
                .step(
                        "calm",
                        context -> {
                            entered.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                return StepResult.done("after all");
                            }
                            return StepResult.done();
                        },
                        s -> s.compensate(room.note()))
                .step("never", room.note())
                .build());
        Run run = room.submit("running");
        entered.await();

        run.cancel("ada");

        assertThat(Followed.ended(run))
                .containsExactly(
                        "stopping CANCEL by ada", "DONE calm", "DONE calm/undo", "CANCELLED: cancelled by ada");
    }

    @Test
    void itIsTooLateInTheLastSteps() throws Exception {
        room.with(Pipeline.named("running")
                .step("a", room.note(), s -> s.compensate(room.note()))
                .lastly("end", last)
                .build());
        Run run = room.submit("running");
        last.awaitEntered();

        run.cancel("ada");
        last.open();

        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(Followed.ended(run)).containsExactly("DONE a", "DONE end", "COMPLETED");
    }

    @Test
    void itIsTooLateWhileAFailedRunIsUndone() throws Exception {
        room.with(Pipeline.named("running")
                .step("a", room.note(), s -> s.compensate(gate))
                .step("bad", room.failing("no"))
                .lastly("end", room.note())
                .build());
        Run run = room.submit("running");
        gate.awaitEntered();

        run.cancel("ada");
        gate.open();

        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.FAILED);
        assertThat(Followed.ended(run))
                .containsExactly(
                        "DONE a",
                        "fail bad: IOException: no",
                        "DONE a/undo",
                        "DONE end",
                        "FAILED at bad: IOException: no");
    }
}
