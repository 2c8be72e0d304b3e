package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunEnded;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepFinished;
import dev.pawl.event.StepLogged;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Repository;
import dev.pawl.testing.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of runs when their engine closes. */
@Timeout(60)
class CloseTest {
    private static final Key<String> DONE_BY = Key.of("done-by", String.class);

    @Test
    void closingAtAnyMomentRepeatsNoStep() throws Exception {
        for (int round = 0; round < 50; round++) {
            CountDownLatch inBody = new CountDownLatch(1);
            CountDownLatch closing = new CountDownLatch(1);
            AtomicInteger first = new AtomicInteger();
            AtomicInteger second = new AtomicInteger();
            Pipeline pipeline = Pipeline.named("two")
                    .step("first", context -> {
                        first.incrementAndGet();
                        inBody.countDown();
                        closing.await();
                        return StepResult.done();
                    })
                    .step("second", context -> {
                        second.incrementAndGet();
                        return StepResult.done();
                    })
                    .build();
            Repository repository = InMemoryRepository.create();
            WorkflowEngine engine = engine(repository, pipeline);
            Run run = engine.submit("two", Inputs.none());
            assertThat(inBody.await(10, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Void> closed = CompletableFuture.runAsync(engine::close);
            closing.countDown();
            closed.get(10, TimeUnit.SECONDS);

            try (WorkflowEngine next = engine(repository, pipeline)) {
                RunResult result = Mode.ended(next.find(run.id()).orElseThrow());
                assertThat(result.status()).isEqualTo(RunStatus.COMPLETED);
                assertThat(next.verify()).isEmpty();
            }
            assertThat(first).as("round " + round).hasValue(1);
            assertThat(second).as("round " + round).hasValue(1);
        }
    }

    /** Takes the grace of five seconds and more. */
    @Test
    void aBodyThatIgnoresInterruptionIsLeftAndItsLateResultRefused() throws Exception {
        CountDownLatch inBody = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch late = new CountDownLatch(1);
        AtomicInteger bodies = new AtomicInteger();
        Pipeline pipeline = Pipeline.named("stubborn")
                .step("ignore", context -> {
                    int body = bodies.incrementAndGet();
                    context.put(DONE_BY, "body " + body);
                    if (body == 1) {
                        inBody.countDown();
                        awaitWhateverComes(release);
                    }
                    return StepResult.done("by " + body);
                })
                .step("after", context -> StepResult.done())
                .build();
        Repository repository = InMemoryRepository.create();
        WorkflowEngine engine = WorkflowEngine.builder()
                .repository(repository)
                .pipeline(pipeline)
                .interceptor(chain -> {
                    try {
                        return chain.proceed();
                    } finally {
                        late.countDown();
                    }
                })
                .build();
        Run run = engine.submit("stubborn", Inputs.none());
        assertThat(inBody.await(10, TimeUnit.SECONDS)).isTrue();
        long start = System.nanoTime();
        engine.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(8));
        assertThatThrownBy(() -> run.await())
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
        try (WorkflowEngine next = engine(repository, pipeline)) {
            Run again = next.find(run.id()).orElseThrow();
            RunResult result = Mode.ended(again);
            release.countDown();
            assertThat(late.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(result.get(DONE_BY)).isEqualTo("body 2");
            assertThat(again.events(0).next(100, Duration.ofSeconds(5)))
                    .filteredOn(e -> e instanceof StepFinished)
                    .extracting(ProgressEvent::toString)
                    .filteredOn(text -> text.contains("ignore"))
                    .singleElement()
                    .asString()
                    .endsWith("by 2");
            assertThat(next.verify()).isEmpty();
        }
    }

    @Test
    void aRunThatWaitsHoldsNoEngineOpen() throws Exception {
        Pipeline pipeline = Pipeline.named("waiting")
                .step("wait", context -> StepResult.done(), s -> s.delay(Duration.ofDays(30)))
                .build();
        Repository repository = InMemoryRepository.create();
        SettableTime time = SettableTime.at(Instant.parse("2030-01-01T00:00:00Z"));
        Run run;
        long start = System.nanoTime();
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .repository(repository)
                .time(time)
                .pipeline(pipeline)
                .build()) {
            run = engine.submit("waiting", Inputs.none());
            time.awaitWakes(1, Mode.LIMIT);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(repository.query().find(run.id()).orElseThrow().state().status())
                .isEqualTo(RunStatus.WAITING);
    }

    @Test
    void anEngineIsClosedWhenItsListenersHaveHeardTheEndOfWhatHasEnded() throws Exception {
        List<ProgressEvent> heard = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch closed = new CountDownLatch(1);
        Pipeline talk = Pipeline.named("talk")
                .step("talk", context -> {
                    context.log("told by a thread of its own when it is committed");
                    return StepResult.done();
                })
                .build();
        WorkflowEngine engine = WorkflowEngine.builder()
                .pipeline(talk)
                .listener(event -> {
                    if (event instanceof StepLogged) {
                        awaitALittle(closed);
                    }
                    heard.add(event);
                })
                .build();
        Mode.ended(engine.submit("talk", Inputs.none()));

        engine.close();

        assertThat(heard).last().isInstanceOf(RunEnded.class);
        closed.countDown();
    }

    /** So long that a close which does not wait is over before. */
    private static void awaitALittle(CountDownLatch closed) {
        try {
            assertThat(closed.await(500, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            throw new AssertionError("a listener is interrupted", e);
        }
    }

    @Test
    void aClosedEngineRefusesByType() {
        Pipeline pipeline =
                Pipeline.named("one").step("work", c -> StepResult.done()).build();
        WorkflowEngine engine = WorkflowEngine.builder().pipeline(pipeline).build();
        Run run = engine.submit("one", Inputs.none());
        Mode.ended(run);
        engine.close();
        engine.close();

        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
        assertThatThrownBy(() -> engine.run(pipeline)).satisfies(CloseTest::isClosed);
        assertThatThrownBy(() -> engine.submit("one", Inputs.none())).satisfies(CloseTest::isClosed);
        assertThatThrownBy(() -> engine.find(run.id())).satisfies(CloseTest::isClosed);
        assertThatThrownBy(() -> engine.events(run.id(), 0)).satisfies(CloseTest::isClosed);
        assertThatThrownBy(engine::verify).satisfies(CloseTest::isClosed);
    }

    private static void isClosed(Throwable thrown) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
    }

    private static WorkflowEngine engine(Repository repository, Pipeline pipeline) {
        return WorkflowEngine.builder()
                .repository(repository)
                .pipeline(pipeline)
                .build();
    }

    private static void awaitWhateverComes(CountDownLatch latch) {
        boolean over = false;
        while (!over) {
            try {
                over = latch.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                over = false;
            }
        }
    }
}
