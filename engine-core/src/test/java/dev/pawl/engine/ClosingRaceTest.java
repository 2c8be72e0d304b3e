package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.api.TimeSource;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.event.RunStatus;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Repository;
import dev.pawl.store.RunQueue;
import dev.pawl.testing.RepositoryAround;
import dev.pawl.testing.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens at the same time as the closing of an engine, and what is asked of it afterwards. */
@Timeout(60)
class ClosingRaceTest {
    private final SettableTime clock = SettableTime.at(Instant.parse("2030-01-01T00:00:00Z"));
    private final Pipeline one =
            Pipeline.named("one").step("work", c -> StepResult.done()).build();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void awaitingARunOfAClosedEngineIsRefused(boolean isGiven) throws Exception {
        Pipeline later = Pipeline.named("later")
                .step("wait", c -> StepResult.done(), s -> s.delay(Duration.ofDays(1)))
                .build();
        Repository repository = InMemoryRepository.create();
        EngineBuilder builder = WorkflowEngine.builder()
                .time(clock)
                .concurrency(1)
                .pipeline(one)
                .pipeline(later);
        WorkflowEngine engine = (isGiven ? builder.repository(repository) : builder).build();
        Run ended = engine.submit("one", Inputs.none());
        Mode.ended(ended);
        Run waiting = engine.submit("later", Inputs.none());
        clock.awaitWakes(1, Mode.LIMIT);
        engine.queues().pause("default");
        Run queued = engine.submit("one", Inputs.none());
        Run found = engine.find(queued.id()).orElseThrow();
        CompletableFuture<RunResult> awaited = CompletableFuture.supplyAsync(() -> Mode.ended(waiting));
        engine.close();
        repository.close();

        assertThat(awaited)
                .failsWithin(Mode.LIMIT)
                .withThrowableThat()
                .havingCause()
                .satisfies(ClosingRaceTest::isClosed);
        for (Run run : List.of(waiting, queued, found)) {
            assertThatThrownBy(run::await).satisfies(ClosingRaceTest::isClosed);
            assertThatThrownBy(() -> run.await(Mode.LIMIT)).satisfies(ClosingRaceTest::isClosed);
        }
        assertThat(ended.await().status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void awaitingAParkedRunOfAClosedEngineIsRefused() throws Exception {
        Repository repository = InMemoryRepository.create();
        // Its clock stands still, so that it never carries the run.
        SettableTime past = SettableTime.at(Instant.parse("2001-01-01T00:00:00Z"));
        Run submitted;
        try (WorkflowEngine engine = engine(repository, past, one)) {
            submitted =
                    engine.submit("one", Inputs.none(), SubmitOptions.defaults().delay(Duration.ofDays(1)));
        }
        WorkflowEngine without = WorkflowEngine.builder().repository(repository).build();
        Run parked = without.find(submitted.id()).orElseThrow();
        assertThat(Mode.ended(parked).status()).isEqualTo(RunStatus.PARKED);
        without.close();
        repository.close();

        assertThatThrownBy(parked::await).satisfies(ClosingRaceTest::isClosed);
        assertThatThrownBy(() -> parked.await(Mode.LIMIT)).satisfies(ClosingRaceTest::isClosed);
    }

    @Test
    void anEngineWhoseRepositoryWasClosedFirstClosesAllTheSame() {
        Repository repository = InMemoryRepository.create();
        WorkflowEngine engine =
                WorkflowEngine.builder().repository(repository).pipeline(one).build();
        engine.submit("one", Inputs.none());

        repository.close();

        assertThatCode(engine::close).doesNotThrowAnyException();
    }

    /** One engine stays open, and goes on with what the others have been given while they were being closed. */
    @Test
    void whatIsSubmittedWhileAnEngineClosesIsRefusedOrReachesItsEnd() throws Exception {
        Repository repository = InMemoryRepository.create();
        List<Run> taken = new ArrayList<>();
        try (WorkflowEngine other = engine(repository, clock, one)) {
            for (int round = 0; round < 100; round++) {
                WaitingQueue queue = new WaitingQueue(repository.queue());
                WorkflowEngine engine = engine(new Parts(repository, repository.log(), queue), clock, one);
                CyclicBarrier start = new CyclicBarrier(2);
                CompletableFuture<Optional<Run>> submitted = CompletableFuture.supplyAsync(() -> {
                    together(start);
                    return submit(engine);
                });
                together(start);
                if (round % 2 == 0) {
                    assertThat(queue.entered().await(10, TimeUnit.SECONDS)).isTrue();
                }
                engine.close();
                submitted.get(10, TimeUnit.SECONDS).ifPresent(taken::add);
            }

            for (Run run : taken) {
                assertThat(Mode.ended(other.find(run.id()).orElseThrow()).status())
                        .isEqualTo(RunStatus.COMPLETED);
            }
            assertThat(other.verify()).isEmpty();
            assertThat(taken).hasSizeGreaterThanOrEqualTo(50);
        }
    }

    private static Optional<Run> submit(WorkflowEngine engine) {
        try {
            return Optional.of(engine.submit("one", Inputs.none()));
        } catch (RefusedException e) {
            assertThat(e.reason()).isEqualTo(Reason.CLOSED);
            return Optional.empty();
        }
    }

    private static void together(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the other thread did not come", e);
        }
    }

    /** Takes its time with a submit, so that the engine can leave before it if it does not wait for it. */
    private record WaitingQueue(RunQueue real, CountDownLatch entered, CountDownLatch left)
            implements RepositoryAround.Queue {
        WaitingQueue(RunQueue real) {
            this(real, new CountDownLatch(1), new CountDownLatch(1));
        }

        @Override
        public Accepted submit(NewRun run, String claimer) {
            entered.countDown();
            try {
                left.await(20, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted in a submit", e);
            }
            return real.submit(run, claimer);
        }

        @Override
        public void leave(String owner) {
            real.leave(owner);
            left.countDown();
        }

        @Override
        public int takeOver(long now, Set<String> repeated) {
            // Else the engine of the next round would put right what this one leaves behind.
            return 0;
        }
    }

    private static WorkflowEngine engine(Repository repository, TimeSource time, Pipeline pipeline) {
        return WorkflowEngine.builder()
                .repository(repository)
                .time(time)
                .pipeline(pipeline)
                .build();
    }

    private static void isClosed(Throwable thrown) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
    }
}
