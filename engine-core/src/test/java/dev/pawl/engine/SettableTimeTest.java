package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepFailed;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Retry;
import dev.pawl.testing.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The settable clock, and an engine that lives by it. */
@Timeout(60)
class SettableTimeTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final SettableTime time = SettableTime.at(START);

    @Test
    void standsStillUntilItIsAdvanced() {
        assertThat(time.now()).isEqualTo(START);
        assertThat(time.nanos()).isEqualTo(time.nanos());

        time.advance(Duration.ofDays(30));

        assertThat(time.now()).isEqualTo(START.plus(Duration.ofDays(30)));
        assertThatThrownBy(() -> time.advance(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void runsDueWakesInOrderEachAtItsTime() {
        List<String> runs = new ArrayList<>();
        note(runs, "c", 30);
        note(runs, "a", 10);
        note(runs, "b", 10);
        note(runs, "late", 31);
        time.wakeAt(time.nanos() + 20, () -> note(runs, "chained", 5));

        time.advance(Duration.ofNanos(30));

        assertThat(runs).containsExactly("a at 10", "b at 10", "chained at 25", "c at 30");
        assertThat(time.wakes()).isEqualTo(1);
    }

    @Test
    void aWakeThatWasTakenBackDoesNotCome() {
        List<String> runs = new ArrayList<>();
        var wake = time.wakeAt(time.nanos() + 10, () -> runs.add("no"));
        wake.cancel();
        time.advance(Duration.ofNanos(10));

        assertThat(runs).isEmpty();
    }

    @Test
    void aWakeThatIsDueRunsAtOnce() {
        List<String> runs = new ArrayList<>();
        time.wakeAt(time.nanos(), () -> runs.add("now"));

        assertThat(runs).containsExactly("now");
    }

    @Test
    void aLeapingClockWaitsForNobody() {
        SettableTime leaping = SettableTime.leapingFrom(START);
        List<Instant> runs = new ArrayList<>();
        leaping.wakeAt(leaping.nanos() + Duration.ofDays(1).toNanos(), () -> runs.add(leaping.now()));

        assertThat(runs).containsExactly(START.plus(Duration.ofDays(1)));
    }

    @Test
    void aDelayOfThirtyDaysHoldsNoThreadAndEndsOnTheMinute() throws Exception {
        List<Instant> at = new CopyOnWriteArrayList<>();
        Pipeline reminder = Pipeline.named("reminder")
                .step(
                        "remind",
                        context -> {
                            at.add(time.now());
                            return StepResult.done();
                        },
                        s -> s.delay(Duration.ofDays(30)))
                .build();
        try (WorkflowEngine engine =
                WorkflowEngine.builder().time(time).pipeline(reminder).build()) {
            Run run = engine.submit("reminder", Inputs.none());
            time.awaitWakes(1, Mode.LIMIT);
            time.advance(Duration.ofDays(30).minusMillis(1));
            assertThat(at).isEmpty();
            time.advance(Duration.ofMillis(1));

            assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(at).containsExactly(START.plus(Duration.ofDays(30)));
        }
    }

    @Test
    void backoffGrowsByItsFactorUpToItsCap() throws Exception {
        List<Instant> at = new CopyOnWriteArrayList<>();
        Pipeline flaky = Pipeline.named("flaky")
                .step(
                        "fail",
                        context -> {
                            at.add(time.now());
                            throw new java.io.IOException("always");
                        },
                        s -> s.retry(Retry.times(5)
                                .backoff(Duration.ofSeconds(1))
                                .factor(3)
                                .cap(Duration.ofSeconds(5))))
                .build();
        Heard heard = new Heard();
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .time(time)
                .pipeline(flaky)
                .listener(heard)
                .build()) {
            Run run = engine.submit("flaky", Inputs.none());
            for (int seconds : new int[] {1, 3, 5, 5}) {
                time.awaitWakes(1, Mode.LIMIT);
                time.advance(Duration.ofSeconds(seconds));
            }

            assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.FAILED);
            heard.awaitEnd();
        }

        assertThat(at)
                .containsExactly(
                        START, START.plusSeconds(1), START.plusSeconds(4), START.plusSeconds(9), START.plusSeconds(14));
        assertThat(heard.events())
                .filteredOn(StepFailed.class::isInstance)
                .extracting(e -> ((StepFailed) e).retryAt())
                .containsExactly(
                        START.plusSeconds(1).toEpochMilli(),
                        START.plusSeconds(4).toEpochMilli(),
                        START.plusSeconds(9).toEpochMilli(),
                        START.plusSeconds(14).toEpochMilli(),
                        0L);
    }

    @Test
    void aBackoffGoesOnInTheNextEngineWhereItStood() throws Exception {
        List<Instant> at = new CopyOnWriteArrayList<>();
        Pipeline flaky = Pipeline.named("flaky")
                .step(
                        "fail",
                        context -> {
                            at.add(time.now());
                            if (context.attempt() == 1) {
                                throw new java.io.IOException("once");
                            }
                            return StepResult.done();
                        },
                        s -> s.retry(Retry.times(2).backoff(Duration.ofHours(1))))
                .build();
        InMemoryRepository repository = InMemoryRepository.create();
        EngineBuilder builder =
                WorkflowEngine.builder().time(time).repository(repository).pipeline(flaky);
        String run;
        try (WorkflowEngine engine = builder.build()) {
            run = engine.submit("flaky", Inputs.none()).id();
            time.awaitWakes(1, Mode.LIMIT);
        }
        time.advance(Duration.ofMinutes(20));
        try (WorkflowEngine engine = builder.build()) {
            Run resumed = engine.find(run).orElseThrow();
            time.awaitWakes(1, Mode.LIMIT);
            time.advance(Duration.ofMinutes(40).minusMillis(1));
            assertThat(resumed.status()).isEqualTo(RunStatus.WAITING);
            time.advance(Duration.ofMillis(1));

            assertThat(Mode.ended(resumed).status()).isEqualTo(RunStatus.COMPLETED);
        }

        assertThat(at).containsExactly(START, START.plus(Duration.ofHours(1)));
    }

    private void note(List<String> runs, String name, long after) {
        time.wakeAt(
                time.nanos() + after,
                () -> runs.add(
                        name + " at " + Duration.between(START, time.now()).toNanos()));
    }
}
