package dev.pawl.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.engine.Run;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunWaiting;
import dev.pawl.pipeline.Join;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.testing.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What has no event of its own at its end is reported to end all the same. */
@Timeout(60)
class ReportedEndsTest {
    private final SettableTime time = Site.time();

    @Test
    void aBranchIsDoneAlsoWhenItsStepsAreUndoneLater() throws Exception {
        Pipeline order = Pipeline.named("order")
                .branch(
                        "way",
                        ways -> ways.when(
                                "fast",
                                c -> true,
                                b -> b.step(
                                        "fly",
                                        c -> StepResult.done(),
                                        s -> s.compensate(
                                                c -> StepResult.done(), undo -> undo.delay(Duration.ofHours(1))))))
                .step("pay", c -> {
                    throw new IllegalArgumentException("no money");
                })
                .build();
        try (WorkflowEngine engine = Site.engine(time, order)) {
            Run run = engine.submit("order", Inputs.none());
            Site.await(run, e -> e instanceof RunWaiting);
            assertThat(Site.node(run.report(), "way").state()).isEqualTo(NodeState.DONE);
            time.advance(Duration.ofHours(1));
            run.await();

            assertThat(Site.lines(run.report()))
                    .containsExactly(
                            "done way fast", "undone way/fast/fly", "done way/fast/fly/undo", "failed pay no money");
            assertThat(Site.node(run.report(), "way").ended()).contains(Site.NOON);
        }
    }

    @Test
    void aWaitThatNobodyAnswersEndsWhenItExpires() throws Exception {
        Pipeline patient = Pipeline.named("patient")
                .signal("go", s -> s.expires(Duration.ofHours(1)))
                .build();
        try (WorkflowEngine engine = Site.engine(time, patient)) {
            Run run = engine.submit("patient", Inputs.none());
            Site.await(run, e -> e instanceof RunWaiting);
            time.advance(Duration.ofHours(1));
            run.await();

            RunReport report = run.report();

            Instant expiry = Site.NOON.plus(Duration.ofHours(1));
            assertThat(report.waits()).extracting(WaitReport::ended).containsExactly(Optional.of(expiry));
            assertThat(report.timeline()).containsExactly(new Bar("go", 0, Site.NOON, expiry, NodeState.FAILED));
        }
    }

    @Test
    void aWaitInABranchThatHasLostEndsWithIt() throws Exception {
        Pipeline race = Pipeline.named("race")
                .parallel(
                        "first",
                        Join.any(),
                        b -> b.branch("slow", y -> y.sleep("month", Duration.ofDays(30)))
                                .branch("fast", y -> y.sleep("minute", Duration.ofMinutes(1))))
                .sleep("hour", Duration.ofHours(1))
                .build();
        try (WorkflowEngine engine = Site.engine(time, race)) {
            Run run = engine.submit("race", Inputs.none());
            Site.await(run, e -> e instanceof RunWaiting);
            time.advance(Duration.ofMinutes(1));
            Site.await(run, e -> e instanceof RunWaiting w && w.reason().contains("hour"));
            time.advance(Duration.ofMinutes(1));

            Instant won = Site.NOON.plus(Duration.ofMinutes(1));
            assertThat(run.report().timeline())
                    .containsExactlyInAnyOrder(
                            new Bar("first/slow/month", 0, Site.NOON, won, NodeState.CANCELLED),
                            new Bar("first/fast/minute", 0, Site.NOON, won, NodeState.DONE),
                            new Bar("hour", 0, won, won.plusSeconds(60), NodeState.WAITING));
        }
    }
}
