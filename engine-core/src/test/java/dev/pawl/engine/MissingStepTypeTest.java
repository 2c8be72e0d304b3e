package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.event.RunStatus;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.InvalidPipelineException;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.registry.StepType;
import dev.pawl.registry.UnknownStepTypeException;
import dev.pawl.store.LogRow;
import dev.pawl.store.Repository;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of runs whose steps or pipelines this engine does not have. */
@Timeout(60)
class MissingStepTypeTest {
    private static final int ROUNDS = 20;
    private static final int DEEPEST = 64;

    private final AtomicInteger sent = new AtomicInteger();
    private final StepType send = StepType.of("mail.send", context -> {
        sent.incrementAndGet();
        return StepResult.done();
    });
    private final Pipeline publish = Pipeline.named("publish")
            .step("before", context -> StepResult.done())
            .signal("go")
            .step("send", "mail.send")
            .build();
    private final Pipeline other =
            Pipeline.named("other").step("work", context -> StepResult.done()).build();

    /** An engine that has the pipeline but not its step is not built, and touches nothing. */
    @RepeatedTest(ROUNDS)
    void anEngineWithoutAStepTypeIsRefusedAndTheRunGoesOnWhereItIsBack() throws Exception {
        Repository repository = InMemoryRepository.create();
        String id = waitingRun(repository);
        List<LogRow> before = repository.log().read(1, 0, 100);

        EngineBuilder without = WorkflowEngine.builder().repository(repository).pipeline(publish);
        assertThatThrownBy(without::build)
                .isInstanceOf(UnknownStepTypeException.class)
                .hasMessageContaining("mail.send")
                .hasMessageContaining("send");

        assertThat(repository.log().read(1, 0, 100)).isEqualTo(before);
        goesOn(repository, id);
    }

    /** An engine that has neither parks the run, and keeps it. */
    @RepeatedTest(ROUNDS)
    void aRunWithoutItsPipelineIsParkedAndGoesOnWhereItIsBack() throws Exception {
        Repository repository = InMemoryRepository.create();
        String id = waitingRun(repository);
        try (WorkflowEngine engine =
                WorkflowEngine.builder().repository(repository).pipeline(other).build()) {
            Run run = engine.find(id).orElseThrow();
            run.signal("go");
            RunResult result = Mode.ended(run);

            assertThat(result.status()).isEqualTo(RunStatus.PARKED);
            assertThat(run.explain()).isInstanceOfSatisfying(Explanation.Parked.class, parked -> {
                assertThat(parked.reason()).isEqualTo("MISSING");
                assertThat(parked.message()).contains("pipeline 'publish' version 1 is not registered");
            });
            assertThat(Mode.ended(engine.submit("other", Inputs.none())).status())
                    .isEqualTo(RunStatus.COMPLETED);
            assertThat(sent).hasValue(0);
        }
        try (WorkflowEngine engine = engine(repository)) {
            assertThat(engine.find(id)).isPresent();
            assertThat(Mode.ended(engine.find(id).orElseThrow()).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(sent).hasValue(1);
            assertThat(engine.verify()).isEmpty();
        }
    }

    private String waitingRun(Repository repository) throws InterruptedException {
        Heard heard = new Heard();
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .repository(repository)
                .stepType(send)
                .pipeline(publish)
                .listener(heard)
                .build()) {
            Run run = engine.submit("publish", Inputs.none());
            heard.await(event -> event instanceof dev.pawl.event.RunWaiting, "a wait");
            return run.id();
        }
    }

    private void goesOn(Repository repository, String id) {
        try (WorkflowEngine engine = engine(repository)) {
            Run run = engine.find(id).orElseThrow();
            run.signal("go");

            assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(sent).hasValue(1);
            assertThat(engine.verify()).isEmpty();
        }
    }

    private WorkflowEngine engine(Repository repository) {
        return WorkflowEngine.builder()
                .repository(repository)
                .stepType(send)
                .pipeline(publish)
                .pipeline(other)
                .build();
    }

    @Test
    void pipelinesThatContainEachOtherAreRefusedWithTheWayRound() {
        Pipeline a = Pipeline.named("a").sub("to-b", "b").build();
        Pipeline b = Pipeline.named("b").sub("to-a", "a").build();
        Pipeline self = Pipeline.named("self").sub("me", "self").build();

        assertThatThrownBy(
                        () -> WorkflowEngine.builder().pipeline(a).pipeline(b).build())
                .isInstanceOf(InvalidPipelineException.class)
                .hasMessageContaining("to-b/to-a")
                .hasMessageContaining("a 1 → b 1 → a 1");
        assertThatThrownBy(() -> WorkflowEngine.builder().pipeline(self).build())
                .isInstanceOf(InvalidPipelineException.class)
                .hasMessageContaining("self 1 → self 1");
    }

    @Test
    void sixtyFourPipelinesInEachOtherRunAndOneMoreIsRefused() {
        try (WorkflowEngine engine = chain(DEEPEST).build()) {
            assertThat(Mode.ended(engine.submit("p0", Inputs.none())).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(engine.verify()).isEmpty();
        }
        for (int depth : List.of(DEEPEST + 1, 10_000)) {
            assertThatThrownBy(() -> chain(depth).build())
                    .isInstanceOf(InvalidPipelineException.class)
                    .hasMessageContaining("64");
        }
    }

    /** The steps of the last of them lie in so many others. */
    private static EngineBuilder chain(int depth) {
        EngineBuilder builder = WorkflowEngine.builder();
        for (int i = 0; i < depth; i++) {
            builder.pipeline(Pipeline.named("p" + i).sub("in", "p" + (i + 1)).build());
        }
        return builder.pipeline(Pipeline.named("p" + depth)
                .step("work", context -> StepResult.done())
                .build());
    }
}
