package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Artifact;
import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.engine.Answer;
import dev.pawl.engine.Run;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.EventFeed;
import dev.pawl.event.RunStatus;
import dev.pawl.event.RunWaiting;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.report.Mermaid;
import dev.pawl.report.Statistics;
import dev.pawl.store.EndedRuns;
import dev.pawl.store.Repository;
import dev.pawl.testing.SettableTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is read of runs is the same on a file as in memory, and is read fast. */
@Timeout(120)
class SqliteReportTest {
    private static final Key<List<String>> PAGES = Key.listOf("pages", String.class);
    private static final Key<String> PAGE = Key.of("page", String.class);
    private static final Key<String> TOKEN = Key.of("token", String.class).secret();
    private static final int MANY = 100_000;

    @TempDir
    Path folder;

    private final Pipeline publish = Pipeline.named("publish")
            .input(PAGES)
            .input(TOKEN)
            .forEach(
                    "upload",
                    PAGES,
                    PAGE,
                    i -> i.step("put", c -> {
                        c.log("putting " + c.get(PAGE));
                        c.artifact(new Artifact(c.get(PAGE) + ".html", "text/html", 3, "out"));
                        return StepResult.done("with " + c.get(TOKEN), Map.of("size", 3));
                    }))
            .approval("review")
            .step("fail", c -> {
                throw new IllegalStateException("refused " + c.get(TOKEN));
            })
            .lastly("tidy", c -> StepResult.done())
            .build();

    @Test
    void aReportIsTheSameOnAFileAndInMemory() throws Exception {
        List<Object> inMemory;
        try (Repository repository = InMemoryRepository.create()) {
            inMemory = told(repository);
        }
        try (Repository repository = SqliteRepository.open(folder.resolve("pawl.db"))) {
            assertThat(told(repository)).isEqualTo(inMemory);
        }
    }

    /** What is told of a run that waits, then fails, then is tried again; the ids of runs are replaced. */
    private List<Object> told(Repository repository) throws Exception {
        SettableTime time = SettableTime.at(Instant.parse("2026-01-01T12:00:00Z"));
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .repository(repository)
                .time(time)
                .pipeline(publish)
                .build()) {
            Run run = engine.submit("publish", () -> List.of(PAGES.is(List.of("a", "b")), TOKEN.is("s3cr3t")));
            awaitWaiting(run);
            String waiting = steady(run);
            time.advance(Duration.ofHours(1));
            run.approve("review", Answer.by("ada"));
            assertThat(run.await().status()).isEqualTo(RunStatus.FAILED);
            String failed = steady(run);
            Run again = run.retry();
            again.await();
            assertThat(failed).doesNotContain("s3cr3t").contains("refused •••");
            return List.of(
                    waiting,
                    failed,
                    steady(again).replace(run.id(), "first"),
                    Mermaid.of(again.report()).replaceAll("\\d+ ms", "ms"),
                    run.log("upload[1]", 0, 9).toString().replace(run.id(), "run"),
                    run.artifacts(0, 1).toString().replace(run.id(), "run"),
                    engine.statistics(EndedRuns.ofPipeline("publish")));
        }
    }

    /** The seconds of attempts are of a clock that nobody sets. */
    private static String steady(Run run) {
        return run.report()
                .json()
                .replace(run.id(), "run")
                .replaceAll("\"(seconds)\" : [0-9.E-]+", "\"$1\" : 0")
                .replaceAll("12:00:00\\.?\\d*Z", "12:00:00Z");
    }

    private static void awaitWaiting(Run run) throws InterruptedException {
        try (EventFeed feed = run.events(0)) {
            while (feed.next(100, Duration.ofSeconds(20)).stream().noneMatch(e -> e instanceof RunWaiting)) {
                assertThat(feed.isEnded()).isFalse();
            }
        }
    }

    @Test
    void figuresOverAHundredThousandRunsTakeNoSecond() throws Exception {
        Path file = folder.resolve("many.db");
        Pipeline quick =
                Pipeline.named("quick").step("go", c -> StepResult.done()).build();
        try (Repository repository = SqliteRepository.open(file);
                WorkflowEngine engine = WorkflowEngine.builder()
                        .repository(repository)
                        .pipeline(quick)
                        .build()) {
            engine.submit("quick", Inputs.none()).await();
        }
        copyTheRun(file, MANY - 1);
        try (Repository repository = SqliteRepository.open(file)) {
            Statistics ofPipeline = Statistics.of(EndedRuns.ofPipeline("quick"), repository.query());
            Statistics ofSubject = Statistics.of(EndedRuns.ofSubject("site:1"), repository.query());
            List<Long> millis = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                long start = System.nanoTime();
                Statistics.of(EndedRuns.ofPipeline("quick"), repository.query());
                millis.add((System.nanoTime() - start) / 1_000_000);
            }
            System.out.println("statistics of " + MANY + " runs in ms: " + millis);

            assertThat(ofPipeline.counts())
                    .isEqualTo(
                            Map.of(RunStatus.COMPLETED, 90_000L, RunStatus.FAILED, 10_000L, RunStatus.CANCELLED, 0L));
            // The run itself, which took less, and those of its copies that have not failed.
            assertThat(ofPipeline.median()).isEqualTo(Duration.ofMillis(49_998));
            assertThat(ofPipeline.p95()).isEqualTo(Duration.ofMillis(94_998));
            assertThat(ofSubject.runs()).isEqualTo(1_000);
            // Others may use the machine as well.
            assertThat(Collections.min(millis)).isLessThan(1_000);
        }
    }

    /** Rows like the first, one in ten of them failed, and lasting 0, 1, 2 milliseconds and so on. */
    private static void copyTheRun(Path file, int copies) throws Exception {
        Stores.sql(file, """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                INSERT INTO run SELECT number + i, id || i, '', input_digest, pipeline, version, fingerprint,
                  CASE WHEN i <= 1000 THEN 'site:1' ELSE 'site:2' END, queue, priority, concurrency_key, id || i, created,
                  CASE WHEN i %% 10 = 9 THEN 'FAILED' ELSE 'COMPLETED' END, reason, owner, epoch, due, snapshot,
                  started + i, started, claimed, strikes, crc
                FROM run, n WHERE number = 1
                """.formatted(copies));
    }
}
