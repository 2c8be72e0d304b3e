package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.engine.Run;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepResolved.Decision;
import dev.pawl.pipeline.Effect;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.LogRow;
import dev.pawl.store.Queues;
import dev.pawl.store.Queues.QueueState;
import dev.pawl.store.RunRow;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What tools read of a store by its views is what the repository says. */
@Timeout(120)
class ViewsTest {
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void runsAreWhatTheRepositorySays() throws Exception {
        Path file = folder.resolve("pawl.db");
        EveryState.make(file);
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            List<List<String>> expected = new ArrayList<>();
            for (RunRow run : WholeStore.runs(repository)) {
                expected.add(rowOf(run));
            }

            assertThat(Tool.query(file, """
                            SELECT number, id, pipeline, version, subject, queue, priority, status, reason, run_key,
                              concurrency_key, origin, owner, claims, created, created_millis, started, started_millis,
                              due, due_millis, updated, updated_millis, ended, ended_millis
                            FROM v_runs ORDER BY number DESC
                            """)).isEqualTo(expected);
            assertThat(expected).hasSize(EveryState.expectedEnds().size());
        }
    }

    private static List<String> rowOf(RunRow run) {
        long ended = run.state().status().isTerminal() ? run.state().updated() : 0;
        return Tool.row(
                run.number(),
                run.spec().id(),
                run.spec().pipeline(),
                run.spec().version(),
                run.spec().subject(),
                run.spec().queue(),
                run.spec().priority(),
                run.state().status(),
                word(run.state().reason()),
                word(run.spec().key()),
                word(run.spec().concurrencyKey()),
                run.spec().origin(),
                word(run.state().owner()),
                run.state().epoch(),
                hour(run.spec().created()),
                run.spec().created(),
                hour(run.state().started()),
                millis(run.state().started()),
                hour(run.state().due()),
                millis(run.state().due()),
                hour(run.state().updated()),
                run.state().updated(),
                hour(ended),
                millis(ended));
    }

    @Test
    void stepsAreTheAttemptsThatHaveEndedAndTheOutsideOnesThatHaveNot() throws Exception {
        Path file = folder.resolve("pawl.db");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Pipeline pipeline = Pipeline.named("work")
                .step("first", c -> StepResult.done("said \"so\""))
                .step(
                        "pay",
                        c -> {
                            begun.countDown();
                            goOn.await();
                            throw new IllegalStateException("no money");
                        },
                        s -> s.effect(Effect.EXTERNAL_ONCE))
                .build();
        String steps = """
                SELECT seq, path, attempt, outcome, finished IS NULL, duration_millis IS NULL, message, error
                FROM v_steps WHERE run = '%s' ORDER BY seq
                """;
        try (SqliteRepository repository = SqliteRepository.open(file);
                WorkflowEngine engine = WorkflowEngine.builder()
                        .repository(repository)
                        .pipeline(pipeline)
                        .build()) {
            Run run = engine.submit("work", Inputs.none());
            begun.await();
            List<String> first = Tool.row("first", 1, "DONE", 0, 0, "said \"so\"", null);

            assertThat(withoutSeq(Tool.query(file, steps.formatted(run.id()))))
                    .containsExactly(first, Tool.row("pay", 1, "STARTED", 1, 1, null, null));

            goOn.countDown();
            run.await();
            assertThat(withoutSeq(Tool.query(file, steps.formatted(run.id()))))
                    .containsExactly(
                            first, Tool.row("pay", 1, "FAILED", 0, 0, "no money", "java.lang.IllegalStateException"));
        }
    }

    @Test
    void theHoursOfAStepAreThoseOfItsEvent() throws Exception {
        Path file = folder.resolve("pawl.db");
        EveryState.make(file);
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            List<List<String>> expected = new ArrayList<>();
            for (RunRow run : WholeStore.runs(repository)) {
                for (LogRow row : repository.log().read(run.number(), 0, 1_000)) {
                    if (row.type().equals("step-finished") || row.type().equals("step-failed")) {
                        expected.add(Tool.row(run.spec().id(), row.seq(), hour(row.millis()), row.millis()));
                    }
                }
            }

            assertThat(Tool.query(file, "SELECT run, seq, finished, finished_millis FROM v_steps"))
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(Tool.query(file, """
                            SELECT count(*) FROM v_steps
                            WHERE abs(finished_millis - started_millis - duration_millis) >= 1 OR started > finished
                              OR CAST(strftime('%s', started) AS INTEGER) <> started_millis / 1000
                            """)).containsExactly(List.of("0"));
        }
    }

    @Test
    void whatAPersonHasResolvedSaysWho() throws Exception {
        Path file = folder.resolve("pawl.db");
        Pipeline pipeline = Pipeline.named("work")
                .step("pay", c -> StepResult.done(), s -> s.effect(Effect.EXTERNAL_ONCE))
                .build();
        Path crashed = folder.resolve("crashed.db");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Pipeline slow = Pipeline.named("work")
                .step(
                        "pay",
                        c -> {
                            begun.countDown();
                            goOn.await();
                            return StepResult.done();
                        },
                        s -> s.effect(Effect.EXTERNAL_ONCE))
                .build();
        String id;
        try (SqliteRepository repository = SqliteRepository.open(file);
                WorkflowEngine engine = WorkflowEngine.builder()
                        .repository(repository)
                        .pipeline(slow)
                        .build()) {
            id = engine.submit("work", Inputs.none()).id();
            begun.await();
            Stores.sql(file, "VACUUM INTO '" + crashed + "'");
            goOn.countDown();
        }
        try (SqliteRepository repository = SqliteRepository.open(crashed);
                WorkflowEngine engine = WorkflowEngine.builder()
                        .repository(repository)
                        .pipeline(pipeline)
                        .build()) {
            Run run = engine.find(id).orElseThrow();
            assertThat(run.await().status()).isEqualTo(RunStatus.PARKED);
            run.resolve("pay", Decision.DONE, "ada");
            run.await();
        }

        assertThat(Tool.query(crashed, "SELECT path, attempt, outcome, started, message FROM v_steps"))
                .containsExactly(Tool.row("pay", null, "RESOLVED_DONE", null, "ada"));
    }

    @Test
    void queuesAreWhatTheRepositorySays() throws Exception {
        Path file = folder.resolve("pawl.db");
        EveryState.make(file);
        try (SqliteRepository repository = SqliteRepository.open(file)) {
            repository.queues().pause("side", true);
            repository.queues().capacity("side", 9);
            Stores.queued(repository, "of a queue of which nobody has said anything");
            List<List<String>> expected = new ArrayList<>();
            for (QueueState queue : repository.queues().all()) {
                expected.add(Tool.row(
                        queue.name(),
                        queue.limit(),
                        queue.capacity(),
                        queue.paused() ? 1 : 0,
                        queue.queued(),
                        queue.carried(),
                        queue.waiting(),
                        queue.parked()));
            }

            assertThat(Tool.query(file, """
                            SELECT name, run_limit, capacity, paused, queued, running, waiting, parked
                            FROM v_queue ORDER BY name
                            """))
                    .isEqualTo(expected)
                    .contains(
                            Tool.row("main", Queues.LIMIT, 0, 0, 1, 0, 0, 0),
                            Tool.row("side", Queues.LIMIT, 9, 1, 0, 0, 0, 0));
        }
    }

    /** Beside what steps say themselves: a secret is a value, and values are in deltas. */
    @Test
    void noSecretIsInAnyView() throws Exception {
        Path file = folder.resolve("pawl.db");
        EveryState.make(file);

        for (String view : List.of("v_runs", "v_steps", "v_queue")) {
            List<List<String>> rows = Tool.query(file, "SELECT * FROM " + view);
            assertThat(rows).as(view).isNotEmpty();
            assertThat(rows.toString()).as(view).doesNotContain(EveryState.SECRET);
        }
        assertThat(Tool.query(file, "SELECT event FROM log").toString()).doesNotContain(EveryState.SECRET);
        assertThat(Tool.query(
                        file, "SELECT count(*) FROM log WHERE instr(delta, CAST('" + EveryState.SECRET + "' AS BLOB))"))
                .isNotEqualTo(List.of(List.of("0")));
    }

    private static List<List<String>> withoutSeq(List<List<String>> rows) {
        return rows.stream().map(row -> row.subList(1, row.size())).toList();
    }

    private static String word(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String hour(long millis) {
        return millis <= 0 ? null : ISO.format(Instant.ofEpochMilli(millis));
    }

    private static Object millis(long millis) {
        return millis <= 0 ? null : millis;
    }
}
