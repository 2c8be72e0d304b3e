package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Join;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.testing.SettableTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** Bodies that do not end though they are interrupted, and what is around them. */
@Timeout(60)
class AbandonedBranchTest {
    private static final int ROUNDS = 20;
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final SettableTime time = SettableTime.at(Instant.parse("2030-01-01T00:00:00Z"));
    private final DeafBody deaf = new DeafBody();

    @RepeatedTest(ROUNDS)
    void aBranchThatIsNotNeededAnyMoreIsLeftAndTheRunGoesOn() throws Exception {
        Pipeline pipeline = Pipeline.named("p")
                .parallel(
                        "par",
                        Join.any(),
                        p -> p.branch("slow", b -> b.step("deaf", deaf))
                                .branch(
                                        "quick",
                                        b -> b.step("win", context -> {
                                            deaf.awaitEntered();
                                            return StepResult.done();
                                        })))
                .step("after", context -> StepResult.done("", "went on"))
                .build();
        try (deaf;
                WorkflowEngine engine = engine(2, pipeline)) {
            Run run = engine.submit("p", Inputs.none());
            deaf.awaitEntered();
            time.awaitWakes(1, Mode.LIMIT);
            time.advance(GRACE);
            RunResult result = Mode.ended(run);

            assertThat(result.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(result.result("after", String.class)).isEqualTo("went on");
            assertThat(result.find(DeafBody.PUT)).isEmpty();
            assertThat(engine.health().abandoned()).singleElement().asString().contains("par/slow/deaf");
            assertThat(engine.verify()).isEmpty();
        }
    }

    @RepeatedTest(ROUNDS)
    void anUndoThatDoesNotEndIsLeftAndTheOthersAreDone() throws Exception {
        Pipeline pipeline = Pipeline.named("p")
                .step(
                        "first",
                        context -> StepResult.done(),
                        s -> s.compensate(context -> StepResult.done("", "undone")))
                .step("second", context -> StepResult.done(), s -> s.compensate(deaf, u -> u.timeout(LIMIT)))
                .step("fail", context -> {
                    throw new IOException("so that all is undone");
                })
                .lastly("last", context -> StepResult.done())
                .build();
        Heard heard = new Heard();
        try (deaf;
                WorkflowEngine engine = WorkflowEngine.builder()
                        .time(time)
                        .workers(1)
                        .pipeline(pipeline)
                        .listener(heard)
                        .build()) {
            Run run = engine.submit("p", Inputs.none());
            deaf.awaitEntered();
            time.advance(LIMIT);
            time.awaitWakes(1, Mode.LIMIT);
            time.advance(GRACE);
            RunResult result = Mode.ended(run);
            heard.awaitEnd();

            assertThat(result.status()).isEqualTo(RunStatus.FAILED);
            assertThat(result.path()).isEqualTo("fail");
            assertThat(heard.events().toString())
                    .contains("second/undo failed")
                    .contains("first/undo done")
                    .contains("last done");
            assertThat(deaf.bodies()).isEqualTo(1);
            assertThat(engine.verify()).isEmpty();
        }
    }

    private WorkflowEngine engine(int workers, Pipeline pipeline) {
        return WorkflowEngine.builder()
                .time(time)
                .workers(workers)
                .pipeline(pipeline)
                .build();
    }
}
