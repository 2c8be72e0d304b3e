package dev.pawl.engine;

import static dev.pawl.engine.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Retry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a run that is cancelled while no body of it runs. */
@Timeout(60)
class CancelTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final Room room = new Room();
    private final Pipeline plain = Pipeline.named("plain")
            .step("work", room.note())
            .lastly("end", room.note())
            .build();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void aQueuedRunIsCancelledWithoutItsSteps() {
        room.with(b -> b.workers(0), plain);
        Run run = room.submit("plain");
        run.cancel("ada");
        assertThat(run.status()).isEqualTo(RunStatus.QUEUED);
        Run claimed = room.with(plain).find(run);

        isCancelled(Mode.ended(claimed));
        assertThat(Followed.ended(claimed))
                .containsExactly("stopping CANCEL by ada", "DONE end", "CANCELLED: cancelled by ada");
        assertThat(room.bodies).containsExactly("end");
    }

    @Test
    void aDelayedRunIsCancelledAtOnce() {
        room.with(plain);
        Run run = room.engine()
                .submit("plain", Inputs.none(), SubmitOptions.defaults().delay(DAY));

        run.cancel("ada");

        isCancelled(Mode.ended(run));
        assertThat(room.bodies).containsExactly("end");
    }

    @Test
    void aRunThatWaitsForASignalIsCancelledAndUndone() {
        room.with(Pipeline.named("waiting")
                .step("first", room.note(), s -> s.compensate(room.note()))
                .signal("paid")
                .step("never", room.note())
                .lastly("end", room.note())
                .build());
        Run run = room.submit("waiting");
        Followed.of(run).untilWaiting();

        run.cancel("ada");

        isCancelled(Mode.ended(run));
        assertThat(Followed.ended(run))
                .containsExactly(
                        "DONE first",
                        "wait paid: SIGNAL paid",
                        "waiting for signal 'paid'",
                        "resumed",
                        "stopping CANCEL by ada",
                        "DONE first/undo",
                        "DONE end",
                        "CANCELLED: cancelled by ada");
        assertThat(room.repository().query().waits(1)).isEmpty();
        assertThat(room.engine().verify()).isEmpty();
    }

    @Test
    void aRunThatSleepsIsCancelledAtOnce() {
        room.with(Pipeline.named("sleeping").sleep("night", DAY).build());
        Run run = room.submit("sleeping");
        Followed.of(run).untilWaiting();

        run.cancel("ada");

        isCancelled(Mode.ended(run));
        assertThat(room.repository().query().waits(1)).isEmpty();
    }

    @Test
    void aRunThatPausesForARetryIsCancelledAtOnce() {
        room.with(Pipeline.named("flaky")
                .step("call", room.failing("down"), s -> s.retry(Retry.times(9).backoff(DAY)))
                .build());
        Run run = room.submit("flaky");
        Followed.of(run).untilWaiting();

        run.cancel("ada");

        isCancelled(Mode.ended(run));
        assertThat(room.bodies).containsExactly("call");
    }

    @Test
    void aRunThatHasEndedIsNotCancelled() {
        room.with(plain);
        Run run = room.submit("plain");
        Mode.ended(run);

        refused(Reason.WRONG_STATE, () -> run.cancel("ada"))
                .hasMessage("run " + run.id() + " takes no cancel any more: it has ended as COMPLETED");
    }

    @Test
    void theFirstOfTwoWhoCancelIsNamed() {
        room.with(b -> b.workers(0), plain);
        Run run = room.submit("plain");
        run.cancel("ada");
        run.cancel("bob");
        Run claimed = room.with(plain).find(run);

        isCancelled(Mode.ended(claimed));
        assertThat(Followed.ended(claimed))
                .containsExactly("stopping CANCEL by ada", "DONE end", "CANCELLED: cancelled by ada");
        assertThat(room.repository().mailbox().of(1, 10)).isEmpty();
    }

    @Test
    void aRunWhosePipelineIsMissingIsCancelledWithoutBeingUndone() {
        room.with(Pipeline.named("waiting")
                .step("first", room.note(), s -> s.compensate(room.note()))
                .signal("paid")
                .build());
        Run run = room.submit("waiting");
        Followed.of(run).untilWaiting();
        Run parked = room.with(plain).find(run);
        parked.signal("paid");
        assertThat(Mode.ended(parked).status()).isEqualTo(RunStatus.PARKED);

        parked.cancel("ada");

        RunResult result = Mode.ended(parked);
        assertThat(result.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(result.message())
                .isEqualTo(
                        "cancelled by ada; its steps were not undone: pipeline 'waiting' version 1 is not registered;"
                                + " open the store with an engine that has it");
        assertThat(room.bodies).containsExactly("first");
    }

    @Test
    void aRunOfAPausedQueueIsCancelledAllTheSame() {
        room.with(plain);
        room.engine().queues().pause("default");
        Run run = room.submit("plain");

        run.cancel("ada");

        isCancelled(Mode.ended(run));
    }

    @Test
    void aRunOfAQueueThatCarriesNoneIsCancelledAllTheSame() {
        room.with(b -> b.concurrency(0), plain);
        Run run = room.submit("plain");

        run.cancel("ada");

        isCancelled(Mode.ended(run));
    }

    @Test
    void aRunThatWaitsInAPausedQueueIsCancelledAndUndone() {
        room.with(Pipeline.named("waiting")
                .step("first", room.note(), s -> s.compensate(room.note()))
                .signal("paid")
                .build());
        Run run = room.submit("waiting");
        Followed.of(run).untilWaiting();
        room.engine().queues().pause("default");

        run.cancel("ada");

        isCancelled(Mode.ended(run));
        assertThat(room.bodies).containsExactly("first", "first/undo");
    }

    @Test
    void aRunIsCancelledWhenNoOtherHasItsConcurrencyKey() throws Exception {
        Gate gate = new Gate();
        room.with(plain, Pipeline.named("holding").step("hold", gate).build());
        SubmitOptions options = SubmitOptions.defaults().concurrencyKey("customer-7");
        room.engine().submit("holding", Inputs.none(), options);
        gate.awaitEntered();
        Run run = room.engine().submit("plain", Inputs.none(), options);

        run.cancel("ada");
        assertThat(run.explain())
                .hasToString("Another run with its concurrency key is being carried; it begins after that.");
        gate.open();

        isCancelled(Mode.ended(run));
    }

    private static void isCancelled(RunResult result) {
        assertThat(result.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(result.message()).isEqualTo("cancelled by ada");
        assertThat(result.path()).isEmpty();
    }
}
