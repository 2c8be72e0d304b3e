package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.api.StepTimeoutException;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import dev.pawl.event.StepLogged;
import dev.pawl.event.StepProgress;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Retry;
import dev.pawl.pipeline.StepOptions;
import dev.pawl.testing.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies that do not end though they are interrupted, in an engine that runs one body at a time. */
@Timeout(60)
class AbandonedBodyTest {
    private static final int ROUNDS = 50;
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final SettableTime time = SettableTime.at(Instant.parse("2030-01-01T00:00:00Z"));
    private final DeafBody deaf = new DeafBody();
    private final CountDownLatch hold = new CountDownLatch(1);
    private final Heard heard = new Heard();
    private final Pipeline held = Pipeline.named("held")
            .step("wait", context -> {
                assertThat(hold.await(20, TimeUnit.SECONDS)).isTrue();
                return StepResult.done();
            })
            .build();

    @RepeatedTest(ROUNDS)
    void oneThatMayHaveDoneItsWorkIsNotTriedAgainAndItsLateResultIsRefused() throws Exception {
        try (deaf;
                WorkflowEngine engine = engine(deaf(s -> s.timeout(LIMIT).retry(3)))) {
            Run run = timedOut(engine);
            RunResult result = Mode.ended(run);

            assertThat(result.status()).isEqualTo(RunStatus.FAILED);
            assertThat(result.path()).isEqualTo("deaf");
            assertThat(result.message()).contains("did not end within PT5S after it was interrupted");
            isAbandoned(engine, run);
            endsLate(engine);

            assertThat(result.find(DeafBody.PUT)).isEmpty();
            assertThat(deaf.bodies()).isEqualTo(1);
            assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.FAILED);
            assertThat(heard.types()).doesNotContain(StepLogged.class, StepProgress.class, StepFinished.class);
            assertThat(failures()).containsExactly(StepTimeoutException.class.getName());
            assertThat(engine.verify()).isEmpty();
        }
    }

    @RepeatedTest(ROUNDS)
    void onlyAPureOneIsTriedAgainBesideItself() throws Exception {
        try (deaf;
                WorkflowEngine engine =
                        engine(deaf(s -> s.timeout(LIMIT).retry(3).pure()))) {
            Run run = timedOut(engine);
            RunResult result = Mode.ended(run);

            assertThat(result.status()).isEqualTo(RunStatus.COMPLETED);
            isAbandoned(engine, run);
            endsLate(engine);

            assertThat(result.get(DeafBody.PUT)).isEqualTo("body 2");
            assertThat(deaf.bodies()).isEqualTo(2);
            assertThat(failures()).containsExactly(StepTimeoutException.class.getName());
            assertThat(heard.events())
                    .filteredOn(e -> e instanceof StepLogged || e instanceof StepProgress)
                    .hasSize(2)
                    .allMatch(e -> e.toString().contains("body 2"));
            assertThat(engine.verify()).isEmpty();
        }
    }

    @RepeatedTest(ROUNDS)
    void oneThatMustNotBeRepeatedNeedsAPerson() throws Exception {
        try (deaf;
                WorkflowEngine engine = engine(deaf(s -> s.timeout(LIMIT)
                        .retry(Retry.times(3).onlyIf(failure -> true))
                        .externalOnce()))) {
            Run run = timedOut(engine);
            RunResult result = Mode.ended(run);

            assertThat(result.status()).isEqualTo(RunStatus.PARKED);
            isAbandoned(engine, run);
            endsLate(engine);

            assertThat(run.explain())
                    .isInstanceOfSatisfying(
                            Explanation.Parked.class,
                            parked -> assertThat(parked.reason()).isEqualTo("INTERRUPTED"));
            assertThat(deaf.bodies()).isEqualTo(1);
            assertThat(engine.verify()).isEmpty();
        }
    }

    @RepeatedTest(ROUNDS)
    void aCancelledRunEndsWithoutIt() throws Exception {
        try (deaf;
                WorkflowEngine engine = engine(deaf(s -> s.pure().retry(3)))) {
            Run run = engine.submit("deaf", Inputs.none());
            deaf.awaitEntered();
            run.cancel("ada");
            assertThat(run.await(Duration.ZERO)).isEmpty();
            time.advance(GRACE);
            RunResult result = Mode.ended(run);

            assertThat(result.status()).isEqualTo(RunStatus.CANCELLED);
            isAbandoned(engine, run);
            endsLate(engine);

            assertThat(deaf.bodies()).isEqualTo(1);
            assertThat(engine.verify()).isEmpty();
        }
    }

    @RepeatedTest(ROUNDS)
    void aRunWhoseDeadlineIsOverEndsWithoutIt() throws Exception {
        Pipeline pipeline =
                Pipeline.named("deaf").deadline(LIMIT).step("deaf", deaf).build();
        try (deaf;
                WorkflowEngine engine = engine(pipeline)) {
            Run run = timedOut(engine);
            RunResult result = Mode.ended(run);

            assertThat(result.status()).isEqualTo(RunStatus.FAILED);
            assertThat(result.message()).contains("took longer than its deadline of PT2S");
            isAbandoned(engine, run);
            endsLate(engine);

            assertThat(deaf.bodies()).isEqualTo(1);
            assertThat(engine.verify()).isEmpty();
        }
    }

    @RepeatedTest(ROUNDS)
    void theEngineClosesAtOnceThoughItGoesOn() throws Exception {
        try (deaf) {
            WorkflowEngine engine = engine(deaf(s -> s.timeout(LIMIT)));
            Run run = timedOut(engine);
            Mode.ended(run);
            long start = System.nanoTime();
            engine.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        }
    }

    /** With the machine's clock; takes the grace of five seconds. */
    @Test
    void isLeftToItselfWithinTimeoutAndGrace() throws Exception {
        Pipeline pipeline = deaf(s -> s.timeout(Duration.ofMillis(100)));
        try (deaf;
                WorkflowEngine engine =
                        WorkflowEngine.builder().workers(1).pipeline(pipeline).build()) {
            long start = System.nanoTime();
            Run run = engine.submit("deaf", Inputs.none());

            assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.FAILED);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(GRACE, Duration.ofSeconds(7).plusMillis(100));
            isAbandoned(engine, run);
        }
    }

    private Pipeline deaf(UnaryOperator<StepOptions> options) {
        return Pipeline.named("deaf").step("deaf", deaf, options).build();
    }

    private WorkflowEngine engine(Pipeline pipeline) {
        return WorkflowEngine.builder()
                .time(time)
                .workers(1)
                .pipeline(pipeline)
                .pipeline(held)
                .listener(event -> {
                    if (event.of().pipeline().equals("deaf")) {
                        heard.on(event);
                    }
                })
                .build();
    }

    private Run timedOut(WorkflowEngine engine) throws InterruptedException {
        Run run = engine.submit("deaf", Inputs.none());
        deaf.awaitEntered();
        time.advance(LIMIT);
        time.awaitWakes(1, Mode.LIMIT);
        assertThat(run.await(Duration.ZERO)).isEmpty();
        time.advance(GRACE);
        return run;
    }

    private void isAbandoned(WorkflowEngine engine, Run run) {
        Health health = engine.health();
        assertThat(health.state()).isEqualTo(Health.State.YELLOW);
        assertThat(health.abandoned())
                .containsExactly("attempt 1 of step 'deaf' of run " + run.id() + " on thread " + deaf.threadName());
    }

    /** The one thread that there is without it runs another body meanwhile. */
    private void endsLate(WorkflowEngine engine) throws InterruptedException {
        Run other = engine.submit("held", Inputs.none());
        deaf.endWithItsThread();
        assertThat(engine.health().abandoned()).isEmpty();
        assertThat(engine.health().state()).isEqualTo(Health.State.GREEN);
        hold.countDown();
        assertThat(Mode.ended(other).status()).isEqualTo(RunStatus.COMPLETED);
    }

    private List<String> failures() {
        return heard.events().stream()
                .filter(StepFailed.class::isInstance)
                .map(event -> ((StepFailed) event).error())
                .toList();
    }
}
