package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
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
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners of recorded runs. */
@Timeout(60)
class ListenerTest {
    private final Pipeline two = Pipeline.named("two")
            .step("first", context -> {
                context.progress(1, 2, "half");
                context.log("a line");
                return StepResult.done("said");
            })
            .step("second", context -> StepResult.done())
            .build();

    @Test
    void hearsTheWholeRunInOrder() throws Exception {
        Heard heard = new Heard();
        try (WorkflowEngine engine = engine(heard)) {
            engine.submit("two", Inputs.none());
            heard.awaitEnd();
        }

        assertThat(heard.types())
                .containsExactly(
                        RunSubmitted.class,
                        RunStarted.class,
                        StepStarted.class,
                        StepProgress.class,
                        StepLogged.class,
                        StepFinished.class,
                        StepStarted.class,
                        StepFinished.class,
                        RunEnded.class);
        assertThat(heard.wrong()).isEmpty();
    }

    @Test
    void hearsManyRunsEachInOrderAndOneEventAtATime() throws Exception {
        Map<String, Heard> byRun = new ConcurrentHashMap<>();
        ProgressListener listener =
                event -> byRun.computeIfAbsent(event.run(), run -> new Heard()).on(event);
        List<String> ids = new ArrayList<>();
        try (WorkflowEngine engine = engine(listener)) {
            for (int i = 0; i < 300; i++) {
                ids.add(engine.submit("two", Inputs.none()).id());
            }
            for (String id : ids) {
                byRun.get(id).awaitEnd();
            }
        }

        for (String id : ids) {
            Heard heard = byRun.get(id);
            assertThat(heard.wrong()).isEmpty();
            assertThat(heard.events().stream().filter(ProgressEvent::isRecorded).map(ProgressEvent::seq))
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        }
    }

    @Test
    void oneThatThrowsAtEachEventHarmsNothing() throws Exception {
        Heard heard = new Heard();
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .pipeline(two)
                .listener(event -> {
                    throw new IllegalStateException("at " + event);
                })
                .listener(event -> {
                    throw new StackOverflowError("at " + event);
                })
                .listener(heard)
                .build()) {
            Run run = engine.submit("two", Inputs.none());
            heard.awaitEnd();

            assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
        }
    }

    @Test
    void oneThatBlocksDelaysItsOwnRunOnly() throws Exception {
        for (Class<?> at : List.of(RunStarted.class, StepStarted.class, StepFinished.class, RunEnded.class)) {
            CountDownLatch blocked = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            Set<String> slow = ConcurrentHashMap.newKeySet();
            ProgressListener listener = event -> {
                if (event.of().subject().equals("slow") && at.isInstance(event) && slow.add(event.run())) {
                    blocked.countDown();
                    awaitQuietly(release);
                }
            };
            try (WorkflowEngine engine = WorkflowEngine.builder()
                    .concurrency(2)
                    .pipeline(two)
                    .listener(listener)
                    .build()) {
                Run held = engine.submit(
                        "two", Inputs.none(), SubmitOptions.defaults().subject("slow"));
                assertThat(blocked.await(10, TimeUnit.SECONDS))
                        .as("blocked at " + at)
                        .isTrue();
                List<Run> others = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    others.add(engine.submit("two", Inputs.none()));
                }

                for (Run other : others) {
                    assertThat(Mode.ended(other).status()).isEqualTo(RunStatus.COMPLETED);
                }
                release.countDown();
                assertThat(Mode.ended(held).status()).isEqualTo(RunStatus.COMPLETED);
            }
        }
    }

    @Test
    void mayAskTheEngineAndSubmit() throws Exception {
        WorkflowEngine[] engine = new WorkflowEngine[1];
        List<RunStatus> seen = new ArrayList<>();
        List<Run> more = new ArrayList<>();
        CountDownLatch heard = new CountDownLatch(1);
        ProgressListener listener = event -> {
            if (event instanceof RunEnded && event.of().subject().equals("outer")) {
                seen.add(engine[0].find(event.run()).orElseThrow().status());
                more.add(engine[0].submit("two", Inputs.none()));
                seen.add(Mode.ended(more.get(0)).status());
                seen.add(Mode.ended(engine[0].find(event.run()).orElseThrow()).status());
                heard.countDown();
            }
        };
        engine[0] = WorkflowEngine.builder()
                .repository(InMemoryRepository.create())
                .pipeline(two)
                .listener(listener)
                .build();
        try (WorkflowEngine open = engine[0]) {
            Run run = open.submit("two", Inputs.none(), SubmitOptions.defaults().subject("outer"));

            assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(seen).containsExactly(RunStatus.COMPLETED, RunStatus.COMPLETED, RunStatus.COMPLETED);
        }
    }

    private WorkflowEngine engine(ProgressListener listener) {
        return WorkflowEngine.builder().pipeline(two).listener(listener).build();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
