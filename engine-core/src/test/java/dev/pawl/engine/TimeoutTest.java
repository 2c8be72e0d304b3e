package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.api.StepTimeoutException;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepResolved.Decision;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Retry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Attempts of recorded runs that take longer than they may. */
@Timeout(60)
class TimeoutTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String TOO_LONG = ": StepTimeoutException: step 'slow' took longer than PT1H";

    private final Room room = new Room();
    private final Gate gate = new Gate();
    private final CountDownLatch deaf = new CountDownLatch(1);

    @AfterEach
    void close() {
        gate.open();
        deaf.countDown();
        room.close();
    }

    /** Holds in its first attempt. */
    private Step slowAtFirst() {
        return context -> {
            room.bodies.add(context.path() + " " + context.attempt());
            return context.attempt() == 1 ? gate.execute(context) : StepResult.done();
        };
    }

    private Run late(Pipeline pipeline) throws InterruptedException {
        Run run = room.with(pipeline).submit(pipeline.name());
        gate.awaitEntered();
        room.advance(HOUR);
        return run;
    }

    @Test
    void anAttemptThatTakesTooLongIsInterruptedAndFails() throws Exception {
        Run run = late(Pipeline.named("p")
                .step("slow", slowAtFirst(), s -> s.timeout(HOUR))
                .build());

        assertThatThrownBy(() -> Mode.ended(run).orThrow())
                .isInstanceOf(RunFailedException.class)
                .hasRootCauseInstanceOf(StepTimeoutException.class);
        assertThat(Followed.ended(run)).containsExactly("fail slow" + TOO_LONG, "FAILED at slow" + TOO_LONG);
    }

    @Test
    void itIsTriedAgainAndEachAttemptHasTheWholeTime() throws Exception {
        Run run = late(Pipeline.named("p")
                .step(
                        "slow",
                        slowAtFirst(),
                        s -> s.timeout(HOUR).retry(Retry.times(2).backoff(HOUR)))
                .build());
        Followed.of(run).untilWaiting();
        room.advance(HOUR);

        assertThat(Followed.ended(run))
                .containsExactly(
                        "fail slow" + TOO_LONG + " until 3600000",
                        "waiting for retry of slow until PT1H",
                        "resumed",
                        "DONE slow #2",
                        "COMPLETED");
    }

    @Test
    void theFallbackIsDoneInItsPlace() throws Exception {
        Run run = late(Pipeline.named("p")
                .step("slow", slowAtFirst(), s -> s.timeout(HOUR).fallback(room.note()))
                .build());

        assertThat(Followed.ended(run))
                .containsExactly("fail slow" + TOO_LONG + " falls back", "FELL_BACK slow #2", "COMPLETED");
    }

    @Test
    void aStepThatMustNotBeRepeatedIsParkedForAPerson() throws Exception {
        Run run = late(Pipeline.named("p")
                .step("slow", slowAtFirst(), s -> s.externalOnce().timeout(HOUR))
                .build());

        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.PARKED);
        assertThat(run.explain())
                .hasToString(
                        "It needs a person (interrupted): step 'slow' had begun and its end is not known; resolve it as"
                                + " done, repeat or fail. Ways out: resolve the step as done, repeat or fail; cancel the run.");
        run.resolve("slow", Decision.DONE, "ada");
        assertThat(Followed.ended(run))
                .containsExactly(
                        "start slow",
                        "log slow: step 'slow' took longer than PT1H and was interrupted; its end is not known",
                        "parked INTERRUPTED: step 'slow' had begun and its end is not known; resolve it as done, repeat or"
                                + " fail",
                        "resumed",
                        "resolved slow: DONE by ada",
                        "COMPLETED");
        assertThat(room.bodies).containsExactly("slow 1");
        assertThat(room.engine().verify()).isEmpty();
    }

    @Test
    void aParkedRunIsCancelledAndUndone() throws Exception {
        Run run = late(Pipeline.named("p")
                .step("a", room.note(), s -> s.compensate(room.note()))
                .step("slow", slowAtFirst(), s -> s.externalOnce().timeout(HOUR))
                .lastly("end", room.note())
                .build());
        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.PARKED);

        run.cancel("ada");

        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(Followed.ended(run))
                .endsWith(
                        "resumed", "stopping CANCEL by ada", "DONE a/undo", "DONE end", "CANCELLED: cancelled by ada");
    }

    @Test
    void aBranchThatIsParkedDoesNotHoldUpTheOthers() throws Exception {
        Gate other = new Gate();
        Run run = late(Pipeline.named("p")
                .parallel(
                        "par",
                        p -> p.branch(
                                        "one",
                                        b -> b.step(
                                                "slow",
                                                slowAtFirst(),
                                                s -> s.externalOnce().timeout(HOUR)))
                                .branch("two", b -> b.step("hold", other).step("y", room.note())))
                .build());
        other.awaitEntered();
        assertThat(run.status()).isEqualTo(RunStatus.RUNNING);
        other.open();

        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.PARKED);
        gate.open();
        run.resolve("par/one/slow", Decision.REPEAT, "ada");
        assertThat(Followed.ended(run))
                .endsWith(
                        "resumed",
                        "resolved par/one/slow: REPEAT by ada",
                        "start par/one/slow",
                        "DONE par/one/slow",
                        "flow par/one DONE",
                        "join par 2/2 [one, two]",
                        "COMPLETED");
    }

    @Test
    void aBodyThatDoesNotCareIsAbandonedAfterItsGraceAndNotRepeated() throws Exception {
        Run run = late(Pipeline.named("p")
                .step("slow", deaf(), s -> s.timeout(HOUR).retry(3))
                .lastly("end", room.note())
                .build());
        room.advance(Duration.ofSeconds(5));

        RunResult result = Mode.ended(run);
        assertThat(result.status()).isEqualTo(RunStatus.FAILED);
        assertThat(result.message())
                .isEqualTo(
                        "StepTimeoutException: step 'slow' did not end within PT5S after it was interrupted, and is left"
                                + " to itself");
        assertThat(room.bodies).containsExactly("slow 1", "end");
        assertThat(room.engine().health().state()).isEqualTo(Health.State.YELLOW);
        assertThat(room.engine().health().abandoned())
                .singleElement()
                .asString()
                .contains("attempt 1 of step 'slow' of run " + run.id());
    }

    @Test
    void aPureBodyThatDoesNotCareIsRepeated() throws Exception {
        Run run = late(Pipeline.named("p")
                .step("slow", deaf(), s -> s.pure().timeout(HOUR).retry(3))
                .build());
        room.advance(Duration.ofSeconds(5));

        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(room.bodies).containsExactly("slow 1", "slow 2");
    }

    /** Ignores that it is interrupted in its first attempt. */
    private Step deaf() {
        return context -> {
            room.bodies.add(context.path() + " " + context.attempt());
            boolean isOver = context.attempt() > 1;
            while (!isOver) {
                try {
                    gate.enter();
                    isOver = deaf.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    isOver = false;
                }
            }
            return StepResult.done();
        };
    }
}
