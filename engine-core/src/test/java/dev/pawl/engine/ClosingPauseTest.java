package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.api.TimeSource;
import dev.pawl.event.RunStatus;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Retry;
import dev.pawl.store.Repository;
import dev.pawl.store.RunRow;
import dev.pawl.testing.SettableTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pause of a run before its next attempt, and the closing of its engine. */
@Timeout(60)
class ClosingPauseTest {
    private static final Duration SOON = Duration.ofSeconds(4);

    private final SettableTime clock = SettableTime.at(Instant.parse("2030-01-01T00:00:00Z"));

    @Test
    void aRunThatPausesForARetryDoesNotHoldUpTheClose() throws Exception {
        Repository repository = InMemoryRepository.create();
        Pipeline pipeline = retried(thrown -> true);
        WorkflowEngine engine = engine(repository, clock, pipeline);
        engine.submit("retried", Inputs.none());
        clock.awaitWakes(1, Mode.LIMIT);

        assertThat(closing(engine)).isLessThan(SOON);
        goesOnInAnHour(repository, pipeline, RunStatus.WAITING);
    }

    /** The attempt fails when the engine already waits for its runs. */
    @Test
    void aPauseDoesNotBeginWhileTheEngineCloses() throws Exception {
        Repository repository = InMemoryRepository.create();
        CompletableFuture<WorkflowEngine> built = new CompletableFuture<>();
        CompletableFuture<Duration> closed = new CompletableFuture<>();
        LateClock late = new LateClock(clock, new Thread(() -> closed.complete(closing(built.join())), "closer"));
        Pipeline pipeline = retried(thrown -> late.arm());
        built.complete(engine(repository, late, pipeline));
        built.join().submit("retried", Inputs.none());

        assertThat(closed.get(20, TimeUnit.SECONDS)).isLessThan(SOON);
        assertThat(clock.wakes()).as("pauses that were begun").isZero();
        goesOnInAnHour(repository, pipeline, RunStatus.QUEUED);
    }

    /** Once armed, lets its next asker wait until the engine that is being closed waits for its runs. */
    private static final class LateClock implements TimeSource {
        private final TimeSource real;
        private final Thread closer;
        private volatile Thread armed;

        LateClock(TimeSource real, Thread closer) {
            this.real = real;
            this.closer = closer;
        }

        boolean arm() {
            armed = Thread.currentThread();
            return true;
        }

        @Override
        public Instant now() {
            if (armed == Thread.currentThread()) {
                armed = null;
                closer.start();
                while (closer.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
            }
            return real.now();
        }

        @Override
        public long nanos() {
            return real.nanos();
        }

        @Override
        public Wake wakeAt(long due, Runnable action) {
            return real.wakeAt(due, action);
        }
    }

    private static Pipeline retried(Predicate<Throwable> again) {
        Retry retry = Retry.times(2).backoff(Duration.ofHours(1)).onlyIf(again);
        return Pipeline.named("retried")
                .step(
                        "flaky",
                        context -> {
                            if (context.attempt() == 1) {
                                throw new IOException("try again in an hour");
                            }
                            return StepResult.done();
                        },
                        s -> s.retry(retry))
                .build();
    }

    private void goesOnInAnHour(Repository repository, Pipeline pipeline, RunStatus left) throws Exception {
        RunRow row = repository.query().find(1).orElseThrow();
        assertThat(row.state().status()).isEqualTo(left);
        try (WorkflowEngine next = engine(repository, clock, pipeline)) {
            Run run = next.find(row.spec().id()).orElseThrow();
            clock.awaitWakes(1, Mode.LIMIT);
            clock.advance(Duration.ofHours(1));
            assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
        }
    }

    private static WorkflowEngine engine(Repository repository, TimeSource time, Pipeline pipeline) {
        return WorkflowEngine.builder()
                .repository(repository)
                .time(time)
                .pipeline(pipeline)
                .build();
    }

    private static Duration closing(WorkflowEngine engine) {
        long start = System.nanoTime();
        engine.close();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
