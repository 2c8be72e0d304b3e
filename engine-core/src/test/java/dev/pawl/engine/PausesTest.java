package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Key;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Retry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Delays, sleeps and fallbacks of recorded runs. */
@Timeout(60)
class PausesTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Key<String> WHEN = Key.of("when", String.class);

    private final Room room = new Room();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void aDelayIsCountedOnceAcrossEngines() {
        Pipeline pipeline = Pipeline.named("p")
                .step("later", room.note(), s -> s.delay(HOUR))
                .build();
        Run before = room.with(pipeline).submit("p");
        Followed.of(before).untilWaiting();
        room.advance(Duration.ofMinutes(59));
        Run run = room.with(pipeline).find(before);
        room.advance(MINUTE);

        assertThat(Followed.ended(run))
                .containsExactly(
                        "wait later: DELAY until PT1H",
                        "waiting for delay of later until PT1H",
                        "resumed",
                        "DONE later",
                        "COMPLETED");
        assertThat(room.repository().query().waits(1)).isEmpty();
    }

    @Test
    void aDelayIsNotWaitedForAgainBeforeTheNextAttempt() {
        Pipeline pipeline = Pipeline.named("p")
                .step(
                        "later",
                        room.failing("no"),
                        s -> s.delay(HOUR).retry(Retry.times(2).backoff(MINUTE)))
                .build();
        Run run = room.with(pipeline).submit("p");
        Followed events = Followed.of(run).untilWaiting();
        room.advance(HOUR);
        events.untilWaiting();
        room.advance(MINUTE);

        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.FAILED);
        assertThat(room.bodies).hasSize(2);
    }

    @Test
    void aFallbackHasItsOwnDelayAndItsOwnAttempts() {
        Pipeline pipeline = Pipeline.named("p")
                .step(
                        "call",
                        room.failing("down"),
                        s -> s.retry(2)
                                .fallback(
                                        c -> {
                                            room.bodies.add("fallback " + c.attempt());
                                            if (c.attempt() < 5) {
                                                throw new java.io.IOException("cold");
                                            }
                                            return dev.pawl.api.StepResult.done();
                                        },
                                        f -> f.delay(HOUR).retry(Retry.times(3).backoff(MINUTE))))
                .build();
        Run before = room.with(pipeline).submit("p");
        Followed.of(before).untilWaiting();
        Run run = room.with(pipeline).find(before);
        room.advance(HOUR);
        Followed events = Followed.of(run).untilWaiting().untilWaiting();
        room.advance(MINUTE);
        events.untilWaiting();
        room.advance(MINUTE);

        assertThat(Followed.ended(run))
                .containsExactly(
                        "fail call: IOException: down until 0",
                        "fail call #2: IOException: down until 3600000 falls back",
                        "waiting for retry of call until PT1H",
                        "resumed",
                        "fail call #3: IOException: cold until 60000 falls back",
                        "waiting for retry of call until PT1M",
                        "resumed",
                        "fail call #4: IOException: cold until 60000 falls back",
                        "waiting for retry of call until PT1M",
                        "resumed",
                        "FELL_BACK call #5",
                        "COMPLETED");
        assertThat(room.bodies).containsExactly("call", "call", "fallback 3", "fallback 4", "fallback 5");
    }

    @Test
    void aSleepEndsAtTheHourThatAValueSays() {
        Pipeline pipeline = Pipeline.named("p")
                .sleepUntil("night", "when")
                .step("wake", room.note())
                .build();
        Run run = room.with(pipeline).submit("p", WHEN.is("2030-01-02T08:00:00Z"));
        Followed.of(run).untilWaiting();
        room.advance(Duration.ofHours(32).minusMillis(1));
        assertThat(run.status()).isEqualTo(RunStatus.WAITING);
        room.advance(Duration.ofMillis(1));

        assertThat(Followed.ended(run))
                .containsExactly(
                        "wait night: SLEEP until PT32H",
                        "waiting for sleep of night until PT32H",
                        "resumed",
                        "answer night: woken",
                        "DONE wake",
                        "COMPLETED");
    }

    @Test
    void aSleepUntilAnHourThatIsOverDoesNotWait() {
        Pipeline pipeline = Pipeline.named("p").sleepUntil("night", "when").build();

        assertThat(Followed.ended(room.with(pipeline).submit("p", WHEN.is("2029-12-31T08:00:00Z"))))
                .containsExactly("wait night: SLEEP until PT-16H", "answer night: woken", "COMPLETED");
    }

    @Test
    void aSleepUntilWhatIsNoHourFailsItsNode() {
        Pipeline pipeline = Pipeline.named("p").sleepUntil("night", "when").build();
        room.with(pipeline);

        for (String no : List.of("tomorrow", "+1000000000-01-01T00:00:00Z")) {
            RunResult result = Mode.ended(room.submit("p", WHEN.is(no)));
            assertThat(result.status()).isEqualTo(RunStatus.FAILED);
            assertThat(result.path()).isEqualTo("night");
            assertThat(result.message()).isEqualTo("'" + no + "' at 'when' is no instant such as 2030-01-01T08:00:00Z");
        }
        assertThat(Mode.ended(room.submit("p")).message()).contains("at 'when' is no instant");
    }

    @Test
    void branchesSleepSideBySide() {
        Pipeline pipeline = Pipeline.named("p")
                .parallel(
                        "par",
                        p -> p.branch("one", b -> b.sleep("s", HOUR).step("x", room.note()))
                                .branch(
                                        "two",
                                        b -> b.sleep("s", HOUR.multipliedBy(2)).step("y", room.note())))
                .build();
        Run run = room.with(pipeline).submit("p");
        Followed events = Followed.of(run).untilWaiting();
        room.advance(HOUR);
        events.untilWaiting();
        assertThat(room.bodies).containsExactly("par/one/x");
        room.advance(HOUR);

        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void aSleepInABranchEndsWhileAnotherBranchIsAtWork() throws Exception {
        Gate gate = new Gate();
        Pipeline pipeline = Pipeline.named("p")
                .parallel(
                        "par",
                        p -> p.branch("one", b -> b.sleep("s", HOUR).step("x", room.note()))
                                .branch("two", b -> b.step("hold", gate)))
                .build();
        Run run = room.with(pipeline).submit("p");
        gate.awaitEntered();
        Followed events = Followed.of(run).until("wait par/one/s");
        room.advance(HOUR);
        events.until("DONE par/one/x");
        gate.open();

        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
    }
}
