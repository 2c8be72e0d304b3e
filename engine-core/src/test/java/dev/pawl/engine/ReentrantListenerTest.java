package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.ProgressListener;
import dev.pawl.event.RunEnded;
import dev.pawl.event.RunStarted;
import dev.pawl.event.RunStatus;
import dev.pawl.event.RunSubmitted;
import dev.pawl.event.StepFinished;
import dev.pawl.event.StepLogged;
import dev.pawl.event.StepProgress;
import dev.pawl.event.StepStarted;
import dev.pawl.event.WaitStarted;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Repository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listeners that use the engine which is calling them. */
@Timeout(60)
class ReentrantListenerTest {
    private static final int EVENTS = 1_000;
    private static final Duration WATCHDOG = Duration.ofSeconds(5);

    private final Pipeline outer = Pipeline.named("outer")
            .step("work", context -> {
                context.progress(1, 2, "half");
                context.log("a line");
                return StepResult.done();
            })
            .signal("go")
            .step("last", context -> StepResult.done())
            .build();
    private final Pipeline inner =
            Pipeline.named("inner").step("work", context -> StepResult.done()).build();
    private final CompletableFuture<WorkflowEngine> built = new CompletableFuture<>();

    @Test
    void mayCancelSubmitSignalAndAskAtEachEvent() throws Exception {
        AtomicInteger events = new AtomicInteger();
        List<Run> submitted = new ArrayList<>();
        ProgressListener listener = event -> {
            if (event.of().pipeline().equals("outer")) {
                events.incrementAndGet();
                act(built.join(), event, submitted);
            }
        };
        try (WorkflowEngine engine = engine(InMemoryRepository.create(), listener)) {
            int runs = 0;
            while (events.get() < EVENTS) {
                runs++;
                Run run = engine.submit("outer", Inputs.none());
                RunResult result = run.await(WATCHDOG).orElseThrow();

                assertThat(result.status()).isEqualTo(RunStatus.COMPLETED);
            }
            assertThat(submitted).hasSize(runs);
            for (Run run : submitted) {
                assertThat(Mode.ended(run).status()).isIn(RunStatus.CANCELLED, RunStatus.COMPLETED);
            }
            assertThat(engine.health().state()).isEqualTo(Health.State.GREEN);
        }
    }

    private static void act(WorkflowEngine engine, ProgressEvent event, List<Run> submitted) {
        Run run = engine.find(event.run()).orElseThrow();
        run.explain();
        engine.health();
        engine.queues().all();
        if (event instanceof StepStarted step && step.path().equals("work")) {
            Run more = engine.submit("inner", Inputs.none());
            synchronized (submitted) {
                submitted.add(more);
            }
            more.cancel("listener");
        } else if (event instanceof WaitStarted) {
            run.signal("go");
        }
    }

    /** It would wait for its own thread, or for the slots and workers that it and its like hold. */
    @Test
    void mayNotWaitWithoutALimitForARunThatHasNotEnded() throws Exception {
        Set<Reason> reasons = ConcurrentHashMap.newKeySet();
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch awaited = new CountDownLatch(50);
        ProgressListener listener = event -> {
            WorkflowEngine engine = built.join();
            if (!event.of().pipeline().equals("outer")) {
                return;
            }
            Run run = engine.find(event.run()).orElseThrow();
            if (event instanceof RunEnded) {
                assertThat(awaitAgain(run).status()).isEqualTo(RunStatus.COMPLETED);
                awaited.countDown();
                return;
            }
            for (Run each : List.of(
                    run,
                    engine.submit(
                            "inner", Inputs.none(), SubmitOptions.defaults().delay(WATCHDOG)))) {
                assertThatThrownBy(each::await)
                        .hasMessageContaining("await(Duration)")
                        .isInstanceOfSatisfying(RefusedException.class, e -> reasons.add(e.reason()));
                refused.incrementAndGet();
                assertThat(awaitNoTime(each)).isTrue();
            }
            if (event instanceof WaitStarted) {
                run.signal("go");
            }
        };
        try (WorkflowEngine engine = engine(InMemoryRepository.create(), listener)) {
            for (int i = 0; i < 50; i++) {
                Run run = engine.submit("outer", Inputs.none());
                assertThat(run.await(WATCHDOG).orElseThrow().status()).isEqualTo(RunStatus.COMPLETED);
            }
            assertThat(awaited.await(10, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(refused.get()).isGreaterThan(50 * 8);
        assertThat(reasons).containsExactly(Reason.WOULD_BLOCK);
    }

    private static RunResult awaitAgain(Run run) {
        try {
            return run.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean awaitNoTime(Run run) {
        try {
            return run.await(Duration.ZERO).isEmpty();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                RunSubmitted.class,
                RunStarted.class,
                StepStarted.class,
                StepProgress.class,
                StepLogged.class,
                StepFinished.class,
                WaitStarted.class,
                RunEnded.class
            })
    void mayCloseTheEngineAndItsRunGoesOnInTheNext(Class<?> at) throws Exception {
        Repository repository = InMemoryRepository.create();
        CountDownLatch closed = new CountDownLatch(1);
        ProgressListener listener = event -> {
            if (at.isInstance(event)) {
                built.join().close();
                closed.countDown();
            }
        };
        String id;
        try (WorkflowEngine engine = engine(repository, listener)) {
            Run run = engine.submit("outer", Inputs.none());
            id = run.id();
            if (at != RunSubmitted.class) {
                signalUnlessItIsClosed(run);
            }
            assertThat(closed.await(WATCHDOG.toMillis(), TimeUnit.MILLISECONDS))
                    .as("closed at " + at)
                    .isTrue();
        }

        try (WorkflowEngine next = WorkflowEngine.builder()
                .repository(repository)
                .pipeline(outer)
                .pipeline(inner)
                .build()) {
            Run run = next.find(id).orElseThrow();
            if (!run.status().isTerminal()) {
                run.signal("go");
            }
            assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(next.verify()).isEmpty();
        }
    }

    private static void signalUnlessItIsClosed(Run run) {
        try {
            run.signal("go");
        } catch (RefusedException e) {
            assertThat(e.reason()).isEqualTo(Reason.CLOSED);
        }
    }

    private WorkflowEngine engine(Repository repository, ProgressListener listener) {
        WorkflowEngine engine = WorkflowEngine.builder()
                .repository(repository)
                .concurrency(4)
                .pipeline(outer)
                .pipeline(inner)
                .listener(listener)
                .build();
        built.complete(engine);
        return engine;
    }
}
