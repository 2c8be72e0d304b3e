package dev.pawl.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.engine.Run;
import dev.pawl.engine.SubmitOptions;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunStatus;
import dev.pawl.event.RunWaiting;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.EndedRuns;
import dev.pawl.testing.SettableTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Figures over runs that have ended. */
@Timeout(60)
class StatisticsTest {
    private final SettableTime time = Site.time();
    private final Pipeline patient = Pipeline.named("patient").signal("go").build();
    private final Pipeline broken = Pipeline.named("broken")
            .step("fail", c -> {
                throw new IllegalStateException();
            })
            .build();

    @Test
    void durationsAreThoseOfCompletedRunsFromStartToEnd() throws Exception {
        try (WorkflowEngine engine = Site.engine(time, patient, broken)) {
            for (int seconds : new int[] {1, 2, 3, 14}) {
                lasting(engine, Duration.ofSeconds(seconds));
            }
            engine.submit("broken", Inputs.none(), SubmitOptions.defaults().subject("site:1"))
                    .await();
            Run cancelled = engine.submit("patient", Inputs.none());
            cancelled.cancel("ada");
            cancelled.await();
            Run open = engine.submit("patient", Inputs.none());
            Site.await(open, e -> e instanceof RunWaiting);

            Statistics all = engine.statistics(EndedRuns.all());
            Statistics ofPipeline = engine.statistics(EndedRuns.ofPipeline("patient"));

            assertThat(all)
                    .isEqualTo(new Statistics(
                            Map.of(RunStatus.COMPLETED, 4L, RunStatus.FAILED, 1L, RunStatus.CANCELLED, 1L),
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(14),
                            Duration.ZERO));
            assertThat(all.runs()).isEqualTo(6);
            assertThat(all.completionRate()).isEqualTo(4 / 6.0, offset(1e-9));
            assertThat(all.errorRate()).isEqualTo(1 / 6.0, offset(1e-9));
            assertThat(ofPipeline.counts())
                    .isEqualTo(Map.of(RunStatus.COMPLETED, 4L, RunStatus.FAILED, 0L, RunStatus.CANCELLED, 1L));
            assertThat(engine.statistics(EndedRuns.ofSubject("site:1")).errorRate())
                    .isEqualTo(1);
            assertThat(engine.statistics(EndedRuns.ofPipeline("patient").since(Site.NOON.plusSeconds(6)))
                            .counts())
                    .containsEntry(RunStatus.COMPLETED, 2L);
        }
    }

    @Test
    void ofNoRunsEverythingIsZero() {
        try (WorkflowEngine engine = Site.engine(time, patient)) {
            Statistics none = engine.statistics(EndedRuns.ofPipeline("other"));

            assertThat(none.runs()).isZero();
            assertThat(none.completionRate()).isZero();
            assertThat(none.errorRate()).isZero();
            assertThat(none.p95()).isEqualTo(Duration.ZERO);
        }
    }

    @Test
    void whatARunWaitedForItsStartIsToldApart() throws Exception {
        Pipeline quick =
                Pipeline.named("quick").step("go", c -> StepResult.done()).build();
        try (WorkflowEngine engine = Site.engine(time, quick)) {
            Run run = engine.submit(
                    "quick", Inputs.none(), SubmitOptions.defaults().delay(Duration.ofSeconds(9)));
            time.awaitWakes(1, Duration.ofSeconds(20));
            time.advance(Duration.ofSeconds(9));
            run.await();

            Statistics statistics = engine.statistics(EndedRuns.all());

            assertThat(statistics.meanQueued()).isEqualTo(Duration.ofSeconds(9));
            assertThat(statistics.mean()).isEqualTo(Duration.ZERO);
        }
    }

    private void lasting(WorkflowEngine engine, Duration duration) throws Exception {
        Run run = engine.submit("patient", Inputs.none());
        Site.await(run, e -> e instanceof RunWaiting);
        time.advance(duration);
        run.signal("go");
        run.await();
    }
}
