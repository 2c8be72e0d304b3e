package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.engine.Answer;
import dev.pawl.engine.Run;
import dev.pawl.engine.RunResult;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunStatus;
import dev.pawl.event.RunWaiting;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Repository;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that wait hold no thread and hardly any memory, and hardly delay the start of an engine. */
@Timeout(600)
class ManyWaitsTest {
    private static final boolean IS_FULL = Boolean.getBoolean("pawl.full") || Boolean.getBoolean("pawl.long");
    private static final int WAITING = IS_FULL ? 100_000 : 2_000;
    private static final int SUBMITTERS = 8;
    private static final Key<String> WORD = Key.of("word", String.class);

    @TempDir
    Path folder;

    private final List<String> ids = Collections.synchronizedList(new ArrayList<>());
    private final Pipeline waits = Pipeline.named("waits")
            .input(WORD)
            .step("before", context -> StepResult.done("said"))
            .signal("go", w -> w.into(WORD))
            .step("after", context -> StepResult.done("", context.get(WORD)))
            .build();

    @Test
    void aHundredThousandRunsThatWaitHoldNoThread() throws Exception {
        Path file = folder.resolve("pawl.db");
        submitAll(file);
        say("bytes on disk each", Files.size(file) / WAITING);

        long empty = heap();
        long start = System.nanoTime();
        try (Repository store = SqliteRepository.open(file)) {
            say("opening of the store in ms", millisSince(start));
            start = System.nanoTime();
            try (WorkflowEngine engine =
                    WorkflowEngine.builder().repository(store).pipeline(waits).build()) {
                say("start of an engine in ms", millisSince(start));
                goesOn(engine, ids.get(WAITING - 1));
                say("start and one run to its end in ms", millisSince(start));
                goesOn(engine, ids.get(0));
                say("bytes in the heap of a new engine each", Math.max(0, heap() - empty) / WAITING);
                long threads = engineThreads();
                say("threads of store and engine", threads);

                assertThat(threads).isLessThan(16);
                assertThat(store.queues().find("default").waiting()).isEqualTo(WAITING - 2);
            }
        }
    }

    private void submitAll(Path file) throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(WAITING);
        long empty = heap();
        long start = System.nanoTime();
        try (Repository store = SqliteRepository.open(file);
                WorkflowEngine engine = WorkflowEngine.builder()
                        .repository(store)
                        .concurrency(16)
                        .workers(16)
                        .pipeline(waits)
                        .listener(event -> {
                            if (event instanceof RunWaiting) {
                                waiting.countDown();
                            }
                        })
                        .build()) {
            List<Thread> submitters = new ArrayList<>();
            for (int i = 0; i < SUBMITTERS; i++) {
                Thread thread = new Thread(() -> submit(engine, WAITING / SUBMITTERS), "submitter");
                thread.start();
                submitters.add(thread);
            }
            for (Thread thread : submitters) {
                thread.join();
            }
            assertThat(waiting.await(300, TimeUnit.SECONDS)).isTrue();
            say("submitted and waiting in ms", millisSince(start));
            say("bytes in the heap of the engine that submitted them each", Math.max(0, heap() - empty) / WAITING);
            assertThat(store.queues().find("default").carried()).isZero();
        }
    }

    private void submit(WorkflowEngine engine, int runs) {
        for (int i = 0; i < runs; i++) {
            ids.add(engine.submit("waits", Inputs.of(WORD.is("none"))).id());
        }
    }

    private static void goesOn(WorkflowEngine engine, String id) throws InterruptedException {
        Run run = engine.find(id).orElseThrow();
        run.signal("go", Answer.by("ada").with(WORD.is("word of " + id)));
        RunResult result = run.await(Duration.ofSeconds(30)).orElseThrow();

        assertThat(result.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(result.result("after", String.class)).isEqualTo("word of " + id);
    }

    private static void say(String what, long figure) {
        System.out.println(WAITING + " waiting runs in SQLite: " + what + ": " + figure);
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private static long engineThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("pawl-"))
                .count();
    }

    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
