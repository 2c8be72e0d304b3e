package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.event.RunStatus;
import dev.pawl.event.RunWaiting;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Repository;
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

/** Runs that wait hold no thread, little memory, and hardly delay the start of an engine. */
@Timeout(300)
class ManyWaitsTest {
    private static final int WAITING = Figures.of(10_000, 100_000);
    private static final Key<String> WORD = Key.of("word", String.class);

    private final Pipeline waits = Pipeline.named("waits")
            .input(WORD)
            .step("before", context -> StepResult.done("said"))
            .signal("go", w -> w.into(WORD))
            .step("after", context -> StepResult.done("", context.get(WORD)))
            .build();

    @Test
    void aHundredThousandRunsThatWaitHoldNoThread() throws Exception {
        Repository repository = InMemoryRepository.create();
        long empty = Leftovers.heap();
        List<String> ids = new ArrayList<>();
        CountDownLatch waiting = new CountDownLatch(WAITING);
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .repository(repository)
                .pipeline(waits)
                .listener(event -> {
                    if (event instanceof RunWaiting) {
                        waiting.countDown();
                    }
                })
                .build()) {
            long start = System.nanoTime();
            for (int i = 0; i < WAITING; i++) {
                ids.add(engine.submit("waits", Inputs.of(WORD.is("none"))).id());
            }
            assertThat(waiting.await(200, TimeUnit.SECONDS)).isTrue();
            say("submitted and waiting in ms", millisSince(start));
            say("bytes per waiting run, with the engine", (Leftovers.heap() - empty) / WAITING);
            List<Thread> threads = Leftovers.engineThreads();
            say("threads of the engine", threads.size());

            assertThat(threads).hasSizeLessThan(64); // workers and tellers that are idle for now
            assertThat(repository.queues().find("default").waiting()).isEqualTo(WAITING);
            assertThat(repository.queues().find("default").carried()).isZero();
            goesOn(engine, ids.get(0));
            goesOn(engine, ids.get(WAITING / 2));
        }
        assertThat(Leftovers.now().threads()).isPositive();
        assertThat(Leftovers.engineThreads()).isEmpty();

        long start = System.nanoTime();
        try (WorkflowEngine engine =
                WorkflowEngine.builder().repository(repository).pipeline(waits).build()) {
            say("start of an engine in ms", millisSince(start));
            goesOn(engine, ids.get(WAITING - 1));
            say("start and one run to its end in ms", millisSince(start));
            assertThat(Leftovers.engineThreads()).hasSizeLessThan(10);
        }
    }

    private static void goesOn(WorkflowEngine engine, String id) {
        Run run = engine.find(id).orElseThrow();
        run.signal("go", Answer.by("ada").with(WORD.is("word of " + id)));
        RunResult result = Mode.ended(run);

        assertThat(result.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(result.result("after", String.class)).isEqualTo("word of " + id);
    }

    private static void say(String what, long figure) {
        System.out.println(WAITING + " waiting runs in memory: " + what + ": " + figure);
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    /** Each with its own clock, as one that has been advanced does not go back. */
    @Test
    void anApprovalOfThirtyDaysIsDecidedOrExpiresInMilliseconds() throws Exception {
        for (int i = 0; i < 100; i++) {
            SettableTime time = SettableTime.at(Instant.parse("2030-01-01T00:00:00Z"));
            Pipeline pipeline = Pipeline.named("review")
                    .approval("review", w -> w.expires(Duration.ofDays(30), "approved"))
                    .step("publish", context -> StepResult.done("", time.now().toString()))
                    .build();
            Map<String, CountDownLatch> heard = new ConcurrentHashMap<>();
            try (WorkflowEngine engine = WorkflowEngine.builder()
                    .time(time)
                    .pipeline(pipeline)
                    .listener(event -> {
                        if (event instanceof RunWaiting) {
                            waitOf(heard, event.run()).countDown();
                        }
                    })
                    .build()) {
                Run expires = engine.submit("review", Inputs.none());
                time.awaitWakes(1, Mode.LIMIT);
                time.advance(Duration.ofDays(29));
                assertThat(expires.await(Duration.ZERO)).isEmpty();
                Run decided = submitAndAwaitTheWait(engine, heard);
                decided.approve("review", Answer.by("ada"));
                assertThat(Mode.ended(decided).result("publish", String.class)).isEqualTo("2030-01-30T00:00:00Z");
                time.awaitWakes(1, Mode.LIMIT);
                time.advance(Duration.ofDays(1));

                RunResult result = Mode.ended(expires);
                assertThat(result.status()).isEqualTo(RunStatus.COMPLETED);
                assertThat(result.result("publish", String.class)).isEqualTo("2030-01-31T00:00:00Z");
                assertThat(result.result("review", Map.class).get("outcome")).isEqualTo("approved");
            }
        }
    }

    private static Run submitAndAwaitTheWait(WorkflowEngine engine, Map<String, CountDownLatch> heard)
            throws InterruptedException {
        Run run = engine.submit("review", Inputs.none());
        assertThat(waitOf(heard, run.id()).await(10, TimeUnit.SECONDS)).isTrue();
        return run;
    }

    private static CountDownLatch waitOf(Map<String, CountDownLatch> heard, String run) {
        return heard.computeIfAbsent(run, id -> new CountDownLatch(1));
    }

    @Test
    void signalsThatComeBeforeTheWaitAreUsedWhenItOpens() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        Pipeline pipeline = Pipeline.named("early")
                .input(WORD)
                .step("hold", context -> {
                    assertThat(hold.await(20, TimeUnit.SECONDS)).isTrue();
                    return StepResult.done();
                })
                .signal("go", w -> w.into(WORD))
                .step("after", context -> StepResult.done("", context.get(WORD)))
                .build();
        try (WorkflowEngine engine = WorkflowEngine.builder().pipeline(pipeline).build()) {
            List<Run> runs = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                Run run = engine.submit("early", Inputs.of(WORD.is("none")));
                run.signal("go", Answer.by("ada").with(WORD.is("word of " + run.id())));
                runs.add(run);
            }
            hold.countDown();
            for (Run run : runs) {
                RunResult result = Mode.ended(run);
                assertThat(result.status()).isEqualTo(RunStatus.COMPLETED);
                assertThat(result.result("after", String.class)).isEqualTo("word of " + run.id());
            }
        }
    }
}
