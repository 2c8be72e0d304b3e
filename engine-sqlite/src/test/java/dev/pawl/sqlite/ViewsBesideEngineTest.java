package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.engine.Run;
import dev.pawl.engine.SubmitOptions;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The views are read while an engine writes, and what they say at one moment fits together. */
@Timeout(120)
class ViewsBesideEngineTest {
    private static final int RUNS = 500;

    @TempDir
    Path folder;

    @Test
    void aToolReadsThemWhileAnEngineIsAtWorkAndNeitherHoldsUpTheOther() throws Exception {
        Path file = folder.resolve("pawl.db");
        Pipeline pipeline = Pipeline.named("work")
                .step("a", c -> StepResult.done())
                .step("b", c -> StepResult.done())
                .build();
        AtomicBoolean over = new AtomicBoolean();
        AtomicReference<Throwable> wrong = new AtomicReference<>();
        AtomicInteger looks = new AtomicInteger();
        try (SqliteRepository repository = SqliteRepository.open(file);
                WorkflowEngine engine = WorkflowEngine.builder()
                        .repository(repository)
                        .pipeline(pipeline)
                        .build()) {
            Thread tool = new Thread(() -> {
                try (Session session = new Session(Stores.connect(file))) {
                    session.script("PRAGMA busy_timeout = 0; PRAGMA query_only = ON");
                    while (!over.get()) {
                        look(session);
                        looks.incrementAndGet();
                    }
                } catch (Throwable e) {
                    wrong.set(e);
                }
            });
            tool.start();
            List<Run> runs = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                runs.add(engine.submit("work", Inputs.none(), SubmitOptions.defaults()));
            }
            for (Run run : runs) {
                assertThat(run.await().status()).isEqualTo(RunStatus.COMPLETED);
            }
            over.set(true);
            tool.join();
            assertThat(repository.trouble()).isEmpty();
        }

        assertThat(wrong.get()).isNull();
        System.out.println("looks at the views beside " + RUNS + " runs: " + looks);
        assertThat(looks.get()).isPositive();
        assertThat(Tool.query(file, "SELECT count(*), sum(status = 'COMPLETED') FROM v_runs"))
                .containsExactly(Tool.row(RUNS, RUNS));
        assertThat(Tool.query(file, "SELECT count(*) FROM v_steps WHERE outcome = 'DONE'"))
                .containsExactly(Tool.row(2 * RUNS));
    }

    /** At one moment: what is counted is what there is, and no run has ended without its steps. */
    private static void look(Session session) throws Exception {
        session.script("BEGIN");
        assertThat(session.ask("""
                        SELECT group_concat(wrong) FROM (
                          SELECT name || ' queued' AS wrong FROM v_queue WHERE queued <>
                            (SELECT count(*) FROM v_runs WHERE queue = name AND status = 'QUEUED')
                          UNION ALL SELECT name || ' running' FROM v_queue WHERE running <>
                            (SELECT count(*) FROM v_runs WHERE queue = name AND status IN ('RUNNING', 'CANCELLING'))
                          UNION ALL SELECT 'steps' WHERE
                            (SELECT count(*) FROM v_runs WHERE status = 'COMPLETED') * 2 >
                            (SELECT count(*) FROM v_steps WHERE outcome = 'DONE'))
                        """)).isEmpty();
        session.script("COMMIT");
    }
}
