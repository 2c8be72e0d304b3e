package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.ProgressListener;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepStarted;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.testing.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners that do what none should. */
@Timeout(60)
class HostileListenerTest {
    private static final int RUNS = 1_000;

    private final Pipeline two = Pipeline.named("two")
            .step("first", context -> {
                context.progress(1, 2, "half");
                context.log("a line");
                return StepResult.done();
            })
            .step("second", context -> StepResult.done())
            .build();
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch blocked = new CountDownLatch(1);

    /** Takes its time for the run with this subject. */
    private final class Blocking implements ProgressListener {
        @Override
        public void on(ProgressEvent event) {
            if (event.of().subject().equals("slow") && event instanceof StepStarted) {
                blocked.countDown();
                DeafBody.awaitWhateverComes(end);
            }
        }

        @Override
        public String toString() {
            return "the slow one";
        }
    }

    @Test
    void theOthersHearEachEventInOrderThoughTwoThrowAtEach() throws Exception {
        Map<String, Heard> byRun = new ConcurrentHashMap<>();
        List<Run> runs = new ArrayList<>();
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .pipeline(two)
                .listener(event -> {
                    throw new IllegalStateException("at " + event);
                })
                .listener(event ->
                        byRun.computeIfAbsent(event.run(), run -> new Heard()).on(event))
                .listener(event -> {
                    throw new NoClassDefFoundError("at " + event);
                })
                .build()) {
            for (int i = 0; i < RUNS; i++) {
                runs.add(engine.submit("two", Inputs.none()));
            }
            for (Run run : runs) {
                assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
                byRun.get(run.id()).awaitEnd();
            }
        }
        for (Heard heard : byRun.values()) {
            assertThat(heard.wrong()).isEmpty();
            assertThat(heard.events().stream().filter(ProgressEvent::isRecorded).map(ProgressEvent::seq))
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        }
    }

    @Test
    void oneThatBlocksForEverHoldsUpOneRunWhichSaysSo() throws Exception {
        SettableTime time = SettableTime.at(Instant.parse("2030-01-01T00:00:00Z"));
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .time(time)
                .workers(2)
                .concurrency(2)
                .pipeline(two)
                .listener(new Blocking())
                .build()) {
            Run held =
                    engine.submit("two", Inputs.none(), SubmitOptions.defaults().subject("slow"));
            assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();
            time.advance(Duration.ofMinutes(3));

            for (int i = 0; i < RUNS; i++) {
                assertThat(Mode.ended(engine.submit("two", Inputs.none())).status())
                        .isEqualTo(RunStatus.COMPLETED);
            }
            assertThat(held.explain())
                    .hasToString("It is being carried: two " + held.id()
                            + " first started. Listener the slow one has held it up for 180000 ms.");
            end.countDown();
            assertThat(Mode.ended(held).status()).isEqualTo(RunStatus.COMPLETED);
        }
    }

    /** Takes the grace of five seconds and more. */
    @Test
    void oneThatBlocksForEverDoesNotKeepTheEngineOpen() throws Exception {
        try {
            WorkflowEngine engine = WorkflowEngine.builder()
                    .pipeline(two)
                    .listener(new Blocking())
                    .build();
            engine.submit("two", Inputs.none(), SubmitOptions.defaults().subject("slow"));
            assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();
            long start = System.nanoTime();
            engine.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
        } finally {
            end.countDown();
        }
    }
}
