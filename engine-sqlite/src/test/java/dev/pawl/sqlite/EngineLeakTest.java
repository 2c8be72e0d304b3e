package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.engine.Run;
import dev.pawl.engine.RunResult;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stores and engines that are opened, used and closed leave nothing behind, and open ones do not grow by the runs that have ended. */
@Timeout(300)
class EngineLeakTest {
    private static final boolean IS_FULL = Boolean.getBoolean("pawl.full") || Boolean.getBoolean("pawl.long");
    private static final int ENGINES = IS_FULL ? 1_000 : 50;
    private static final int FAILED = IS_FULL ? 10_000 : 800;
    private static final int AT_A_TIME = 200;

    @TempDir
    Path folder;

    private final Pipeline pipeline = Pipeline.named("p")
            .step("work", context -> StepResult.done(), s -> s.timeout(Duration.ofHours(1)))
            .step("fail", context -> {
                throw new IOException("as it is meant to");
            })
            .build();

    @Test
    void closedStoresAndEnginesLeaveNothing() throws Exception {
        openRunAndClose();
        Footprint before = Footprint.now();
        for (int i = 0; i < ENGINES; i++) {
            openRunAndClose();
        }
        Footprint after = Footprint.now();

        System.out.println(ENGINES + " stores and engines: " + before + " before, " + after + " after");
        after.assertNoMoreThan(before);
    }

    private void openRunAndClose() throws InterruptedException {
        try (Repository store = SqliteRepository.open(folder.resolve("pawl.db"));
                WorkflowEngine engine = engine(store)) {
            fail(engine, 1);
        }
    }

    @Test
    void runsThatFailedLeaveNothingInTheHeap() throws Exception {
        long half = 0;
        long grown;
        try (Repository store = SqliteRepository.open(folder.resolve("pawl.db"));
                WorkflowEngine engine = engine(store)) {
            for (int done = 0; done < FAILED; done += AT_A_TIME) {
                fail(engine, AT_A_TIME);
                if (done + AT_A_TIME == FAILED / 2) {
                    half = Footprint.collectedHeap();
                }
            }
            grown = Footprint.collectedHeap() - half;
            assertThat(store.query().find(FAILED).orElseThrow().state().status())
                    .isEqualTo(RunStatus.FAILED);
        }

        System.out.println("the last " + FAILED / 2 + " of " + FAILED + " failed runs: heap " + grown + " bytes more");
        assertThat(grown).isLessThan(5_000_000);
    }

    private void fail(WorkflowEngine engine, int times) throws InterruptedException {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            runs.add(engine.submit("p", Inputs.none()));
        }
        for (Run run : runs) {
            assertThat(run.await(Duration.ofSeconds(30)).map(RunResult::status)).hasValue(RunStatus.FAILED);
        }
    }

    private WorkflowEngine engine(Repository store) {
        return WorkflowEngine.builder()
                .repository(store)
                .pipeline(pipeline)
                .listener(event -> {})
                .build();
    }
}
