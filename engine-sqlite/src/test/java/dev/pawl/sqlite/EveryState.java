package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.engine.Answer;
import dev.pawl.engine.EngineBuilder;
import dev.pawl.engine.Run;
import dev.pawl.engine.RunResult;
import dev.pawl.engine.SubmitOptions;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.EventFeed;
import dev.pawl.event.EventFilter;
import dev.pawl.event.RunStatus;
import dev.pawl.event.RunWaiting;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.PipelineBuilder;
import dev.pawl.pipeline.Retry;
import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.RunRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** A store with runs in every state, as it is after a kill, and what becomes of it. The subject of each run says what it is there for. */
final class EveryState {
    static final Key<String> NAME = Key.of("name", String.class);
    static final Key<String> SAID = Key.of("said", String.class);
    static final Key<String> TOKEN = Key.of("token", String.class).secret();
    static final String SECRET = "s3cr3t-t0ken";
    private static final int MANY = 12;

    private final CountDownLatch entered = new CountDownLatch(2);
    private final CountDownLatch released = new CountDownLatch(1);

    private EveryState() {}

    /** Makes the store: one file, with nothing beside it. */
    static void make(Path file) throws Exception {
        Path live = Files.createTempDirectory(file.getParent(), "live").resolve("live.db");
        EveryState states = new EveryState();
        try (SqliteRepository repository = SqliteRepository.open(live)) {
            try (WorkflowEngine engine =
                    states.engine(repository).workers(0).pipeline(gone()).build()) {
                submit(engine, "gone", "parked");
            }
            try (WorkflowEngine engine = states.engine(repository).build()) {
                states.bring(engine);
                Stores.sql(live, "VACUUM INTO '" + file + "'");
                states.released.countDown();
            }
        }
    }

    private void bring(WorkflowEngine engine) throws Exception {
        assertThat(engine.find(parked(engine)).orElseThrow().await().status()).isEqualTo(RunStatus.PARKED);
        for (int i = 0; i < MANY; i++) {
            assertThat(submit(engine, "greet", "completed " + i).await().status())
                    .isEqualTo(RunStatus.COMPLETED);
        }
        assertThat(submit(engine, "fail", "failed").await().status()).isEqualTo(RunStatus.FAILED);
        waiting(submit(engine, "wait", "signal"));
        waiting(submit(engine, "review", "approval"));
        waiting(submit(engine, "nap", "hour"));
        Run cancelled = submit(engine, "wait", "cancelled");
        waiting(cancelled);
        cancelled.cancel("ada");
        assertThat(cancelled.await().status()).isEqualTo(RunStatus.CANCELLED);
        Run queued = engine.submit(
                "wait", inputs(), SubmitOptions.key("K").subject("queued").queue("held"));
        queued.signal("paid", Answer.by("ada").saying("too early"));
        Run cancelling = submit(engine, "stop", "cancelling");
        waiting(cancelling);
        cancelling.cancel("eve");
        submit(engine, "hold", "running");
        entered.await();
    }

    private static String parked(WorkflowEngine engine) throws InterruptedException {
        try (EventFeed all = engine.events(EventFilter.all(), 0)) {
            return all.next(1, Duration.ofSeconds(20)).get(0).of().id();
        }
    }

    private static Run submit(WorkflowEngine engine, String pipeline, String subject) {
        return engine.submit(pipeline, inputs(), SubmitOptions.defaults().subject(subject));
    }

    private static Inputs inputs() {
        return () -> List.of(NAME.is("Ada"), TOKEN.is(SECRET));
    }

    private static void waiting(Run run) throws InterruptedException {
        try (EventFeed feed = run.events(0)) {
            while (feed.next(100, Duration.ofSeconds(20)).stream().noneMatch(e -> e instanceof RunWaiting)) {
                assertThat(feed.isEnded()).isFalse();
            }
        }
    }

    /** An engine that knows all pipelines but one, and whose bodies do not wait. */
    static EngineBuilder engine(SqliteRepository repository, int heldLimit) {
        EveryState states = new EveryState();
        states.released.countDown();
        return states.engine(repository).queue("held", heldLimit);
    }

    static Pipeline gone() {
        return named("gone").step("work", NAME, SAID, name -> "gone " + name).build();
    }

    private static PipelineBuilder named(String name) {
        return Pipeline.named(name).input(NAME).input(TOKEN);
    }

    private EngineBuilder engine(SqliteRepository repository) {
        return WorkflowEngine.builder()
                .repository(repository)
                .queue("held", 0)
                .pipeline(named("greet")
                        .step("first", c -> StepResult.done("for " + c.get(NAME), Map.of("size", 3)))
                        .step(
                                "flaky",
                                c -> {
                                    if (c.attempt() == 1) {
                                        throw new IllegalStateException("not yet");
                                    }
                                    c.put(TOKEN, SECRET + "-2");
                                    return StepResult.done();
                                },
                                s -> s.retry(Retry.times(2).backoff(Duration.ofMillis(1))))
                        .step("say", NAME, SAID, name -> "Hello, " + name + ". " + "So it is. ".repeat(30))
                        .build())
                .pipeline(named("fail")
                        .step("fall", c -> {
                            throw new IllegalStateException("no \"bridge\"\nthere");
                        })
                        .build())
                .pipeline(named("wait")
                        .signal("paid")
                        .step("say", NAME, SAID, name -> "paid by " + name)
                        .build())
                .pipeline(named("review")
                        .approval("review")
                        .step("say", NAME, SAID, name -> "approved " + name)
                        .build())
                .pipeline(named("nap").sleep("nap", Duration.ofDays(9)).build())
                .pipeline(named("stop")
                        .signal("never")
                        .lastly("tidy", c -> hold())
                        .build())
                .pipeline(named("hold")
                        .step("before", c -> StepResult.done())
                        .step("hold", c -> hold())
                        .step("say", NAME, SAID, name -> "held " + name)
                        .build());
    }

    private StepResult hold() throws InterruptedException {
        entered.countDown();
        released.await();
        return StepResult.done();
    }

    /** Where each run stands, by its subject. */
    static Map<String, RunStatus> statuses(SqliteRepository repository) {
        Map<String, RunStatus> statuses = new TreeMap<>();
        for (RunRow run : repository.query().list(RunFilter.all(), Long.MAX_VALUE, 1_000)) {
            statuses.put(run.spec().subject(), run.state().status());
        }
        return statuses;
    }

    /** Has all runs go on until they end; how they have ended and what they say, by their subjects. */
    static Map<String, String> ends(SqliteRepository repository) throws InterruptedException {
        Map<String, String> ends = new TreeMap<>();
        try (WorkflowEngine engine = engine(repository, 3).pipeline(gone()).build()) {
            List<RunRow> runs = WholeStore.runs(repository);
            for (RunRow row : runs) {
                goOn(engine, row);
            }
            for (RunRow row : runs) {
                ends.put(
                        row.spec().subject(),
                        end(engine.find(row.spec().id()).orElseThrow().await()));
            }
        }
        return ends;
    }

    static void goOn(WorkflowEngine engine, RunRow row) {
        Run run = engine.find(row.spec().id()).orElseThrow();
        switch (row.spec().subject()) {
            case "signal" -> run.signal("paid");
            case "approval" -> run.approve("review", Answer.by("ada"));
            case "hour" -> run.cancel("ada");
            default -> assertThat(run.id()).isNotEmpty();
        }
    }

    static String end(RunResult end) {
        return end.status() + " " + end.find(SAID).orElse("");
    }

    /** What {@link #ends} is when nothing was lost and nothing is wrong. */
    static Map<String, String> expectedEnds() {
        Map<String, String> ends = new TreeMap<>(Map.of(
                "failed", "FAILED ",
                "signal", "COMPLETED paid by Ada",
                "queued", "COMPLETED paid by Ada",
                "approval", "COMPLETED approved Ada",
                "running", "COMPLETED held Ada",
                "parked", "COMPLETED gone Ada",
                "hour", "CANCELLED ",
                "cancelled", "CANCELLED ",
                "cancelling", "CANCELLED "));
        for (int i = 0; i < MANY; i++) {
            ends.put("completed " + i, "COMPLETED Hello, Ada. " + "So it is. ".repeat(30));
        }
        return ends;
    }
}
