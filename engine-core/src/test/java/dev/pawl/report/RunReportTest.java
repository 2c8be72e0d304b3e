package dev.pawl.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.engine.Run;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunStatus;
import dev.pawl.event.RunWaiting;
import dev.pawl.event.StepResolved.Decision;
import dev.pawl.event.StepStarted;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.testing.SettableTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reports of runs in all their states. */
@Timeout(60)
class RunReportTest {
    private final SettableTime time = Site.time();

    @Test
    void aStepAtWorkIsRunningSinceItBegan() throws Exception {
        CountDownLatch at = new CountDownLatch(1);
        CountDownLatch on = new CountDownLatch(1);
        Pipeline slow = Pipeline.named("slow")
                .step("work", c -> {
                    at.countDown();
                    on.await();
                    return StepResult.done();
                })
                .build();
        try (WorkflowEngine engine = Site.engine(time, slow)) {
            Run run = engine.submit("slow", Inputs.none());
            at.await();
            Site.await(run, e -> e instanceof StepStarted);
            time.advance(Duration.ofSeconds(7));

            RunReport report = run.report();

            on.countDown();
            assertThat(report.status()).isEqualTo(RunStatus.RUNNING);
            assertThat(report.total()).isEqualTo(Duration.ofSeconds(7));
            assertThat(report.timeline())
                    .containsExactly(new Bar("work", 1, Site.NOON, Site.NOON.plusSeconds(7), NodeState.RUNNING));
            assertThat(run.await().status()).isEqualTo(RunStatus.COMPLETED);
        }
    }

    @Test
    void aFailedRunSaysWhatWasUndoneAndWhatWasStillToCome() throws Exception {
        Pipeline order = Pipeline.named("order")
                .step("reserve", c -> StepResult.done(), s -> s.compensate(c -> StepResult.done("released")))
                .step(
                        "book",
                        c -> StepResult.done(),
                        s -> s.compensate(c -> {
                            throw new IllegalStateException("closed");
                        }))
                .step("pay", c -> {
                    throw new IllegalArgumentException("no money");
                })
                .step("send", c -> StepResult.done())
                .build();
        try (WorkflowEngine engine = Site.engine(time, order)) {
            Run run = engine.submit("order", Inputs.none());
            run.await();

            RunReport report = run.report();

            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(report.failedAt()).isEqualTo("pay");
            assertThat(report.message()).contains("IllegalArgumentException: no money");
            assertThat(report.steps()).isEqualTo(new Steps(List.of(), 4));
            assertThat(Site.lines(report))
                    .containsExactly(
                            "undone reserve",
                            "done reserve/undo released",
                            "not undone book",
                            "failed book/undo closed",
                            "failed pay no money",
                            "pending send");
        }
    }

    @Test
    void aCancelledRunSaysWhoWantedIt() throws Exception {
        Pipeline patient = Pipeline.named("patient")
                .step("begin", c -> StepResult.done())
                .signal("go")
                .build();
        try (WorkflowEngine engine = Site.engine(time, patient)) {
            Run run = engine.submit("patient", Inputs.none());
            Site.await(run, e -> e instanceof RunWaiting);
            run.cancel("ada");
            run.await();

            RunReport report = run.report();

            assertThat(report.status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(report.stoppedBy()).isEqualTo("ada");
            assertThat(Site.lines(report)).containsExactly("done begin", "cancelled go");
            assertThat(report.timeline()).extracting(Bar::state).containsExactly(NodeState.DONE, NodeState.CANCELLED);
        }
    }

    @Test
    void aRetriedRunKeepsWhatWasDoneAndShowsTheChain() throws Exception {
        AtomicBoolean isRepaired = new AtomicBoolean();
        Pipeline order = Pipeline.named("order")
                .input(Site.HOST)
                .step("reserve", c -> StepResult.done("reserved", Map.of("shelf", 7)))
                .branch(
                        "way",
                        b -> b.when("a", c -> true, x -> x.step("go", c -> StepResult.done()))
                                .otherwise(x -> x.step("stay", c -> StepResult.done())))
                .step("pay", c -> {
                    if (!isRepaired.get()) {
                        throw new IllegalStateException("no money");
                    }
                    c.put(Site.HOST, "changed.org");
                    return StepResult.done();
                })
                .build();
        try (WorkflowEngine engine = Site.engine(time, order)) {
            Run first = engine.submit("order", Site.HOST.is("example.org"));
            first.await();
            isRepaired.set(true);
            Run second = first.retry();
            second.await();

            RunReport report = second.report();

            assertThat(report.continues()).isEqualTo(first.id());
            assertThat(report.chain())
                    .containsExactly(
                            new ChainLink(first.id(), RunStatus.FAILED, Site.NOON),
                            new ChainLink(second.id(), RunStatus.COMPLETED, Site.NOON));
            assertThat(first.report().chain()).isEqualTo(report.chain());
            assertThat(Site.lines(report))
                    .containsExactly(
                            "kept reserve", "kept way", "kept way/a/go", "passed over way/otherwise/stay", "done pay");
            assertThat(report.steps()).isEqualTo(new Steps(List.of("reserve", "way/a/go", "pay"), 3));
            assertThat(report.inputs()).isEqualTo(Map.of("host", "example.org"));
            assertThat(report.results()).isEqualTo(Map.of("reserve", Map.of("shelf", 7)));
        }
    }

    @Test
    void aRunWhosePipelineIsGoneIsReportedByTheShapeInTheStore() throws Exception {
        try (InMemoryRepository repository = InMemoryRepository.create()) {
            String id;
            RunReport before;
            try (WorkflowEngine engine = WorkflowEngine.builder()
                    .repository(repository)
                    .time(time)
                    .pipeline(Site.everything())
                    .build()) {
                Run run = engine.submit("publish", Site.inputs());
                Site.await(run, e -> e instanceof RunWaiting);
                id = run.id();
                before = run.report();
            }
            try (WorkflowEngine engine =
                    WorkflowEngine.builder().repository(repository).time(time).build()) {
                assertThat(engine.report(id)).isEqualTo(before);
                assertThat(Mermaid.of(engine.report(id))).isEqualTo(Mermaid.of(before));
            }
        }
    }

    @Test
    void anInterruptedStepIsParkedAndThenResolvedByAPerson() throws Exception {
        CountDownLatch at = new CountDownLatch(1);
        Pipeline pay = Pipeline.named("pay")
                .step(
                        "charge",
                        c -> {
                            at.countDown();
                            new CountDownLatch(1).await();
                            return StepResult.done();
                        },
                        s -> s.externalOnce())
                .build();
        try (InMemoryRepository repository = InMemoryRepository.create()) {
            String id;
            try (WorkflowEngine engine = WorkflowEngine.builder()
                    .repository(repository)
                    .pipeline(pay)
                    .build()) {
                id = engine.submit("pay", Inputs.none()).id();
                at.await();
            }
            try (WorkflowEngine engine = WorkflowEngine.builder()
                    .repository(repository)
                    .pipeline(pay)
                    .build()) {
                Run run = engine.find(id).orElseThrow();
                assertThat(run.await().status()).isEqualTo(RunStatus.PARKED);
                RunReport parked = run.report();
                run.resolve("charge", Decision.DONE, "ada");
                run.await();
                RunReport ended = run.report();

                assertThat(parked.reason()).isEqualTo("INTERRUPTED");
                assertThat(Site.lines(parked)).containsExactly("interrupted charge");
                assertThat(Site.lines(ended)).containsExactly("done charge resolved as done by ada");
                assertThat(Site.node(ended, "charge").attempts())
                        .extracting(Attempt::state)
                        .containsExactly(NodeState.INTERRUPTED);
            }
        }
    }
}
