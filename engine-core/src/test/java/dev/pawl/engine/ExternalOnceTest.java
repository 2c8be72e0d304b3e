package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepResolved;
import dev.pawl.event.StepResolved.Decision;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.LogRow;
import dev.pawl.store.Repository;
import dev.pawl.testing.CrashingRepository;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A step that must not be repeated without being asked. */
@Timeout(60)
class ExternalOnceTest {
    private final AtomicInteger payments = new AtomicInteger();
    private final Pipeline pay = Pipeline.named("pay")
            .step(
                    "charge",
                    context -> {
                        payments.incrementAndGet();
                        return StepResult.done("charged");
                    },
                    s -> s.externalOnce())
            .step("thank", context -> StepResult.done())
            .build();

    @Test
    void itsStartIsRecordedBeforeItsBody() {
        InMemoryRepository repository = InMemoryRepository.create();
        Pipeline looking = Pipeline.named("looking")
                .step(
                        "charge",
                        context -> {
                            List<LogRow> rows = repository.log().read(1, 0, 100);
                            return StepResult.done("", rows.get(rows.size() - 1).type());
                        },
                        s -> s.externalOnce())
                .build();
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .repository(repository)
                .pipeline(looking)
                .build()) {
            RunResult result = Mode.ended(engine.submit("looking", Inputs.none()));

            assertThat(result.result("charge")).isEqualTo("step-started");
        }
    }

    @Test
    void interruptedItIsParkedForAPersonWhoSaysThatItIsDone() throws Exception {
        Repository left = interrupted();
        try (WorkflowEngine engine = engine(left)) {
            Run run = parked(engine, left);
            engine.resolve(run.id(), "charge", Decision.DONE, "ada");

            assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(payments).hasValue(1);
            assertThat(engine.verify()).isEmpty();
            assertThat(run.events(0).next(100, Mode.LIMIT))
                    .filteredOn(StepResolved.class::isInstance)
                    .singleElement()
                    .hasToString("pay " + run.id() + " charge resolved by ada: done");
        }
    }

    @Test
    void interruptedItIsRepeatedWhenAPersonSaysSo() throws Exception {
        Repository left = interrupted();
        try (WorkflowEngine engine = engine(left)) {
            Run run = parked(engine, left);
            engine.resolve(run.id(), "charge", Decision.REPEAT, "ada");

            assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(payments).hasValue(2);
        }
    }

    @Test
    void interruptedItFailsTheRunWhenAPersonSaysSo() throws Exception {
        Repository left = interrupted();
        try (WorkflowEngine engine = engine(left)) {
            Run run = parked(engine, left);
            engine.resolve(run.id(), "charge", Decision.FAIL, "ada");

            RunResult result = Mode.ended(run);
            assertThat(result.status()).isEqualTo(RunStatus.FAILED);
            assertThat(result.message()).isEqualTo("resolved: ada says that it failed");
            assertThat(payments).hasValue(1);
            assertThat(engine.verify()).isEmpty();
        }
    }

    @Test
    void onlyAnInterruptedStepIsResolved() {
        try (WorkflowEngine engine = engine(InMemoryRepository.create())) {
            Run run = engine.submit("pay", Inputs.none());
            Mode.ended(run);

            assertThatThrownBy(() -> engine.resolve(run.id(), "charge", Decision.DONE, "ada"))
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_STATE));
            assertThatThrownBy(() -> engine.resolve("nobody", "charge", Decision.DONE, "ada"))
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_RUN));
        }
    }

    /** What is left of a process that died in the body. */
    private Repository interrupted() throws InterruptedException {
        CrashingRepository crashing = CrashingRepository.after(3, InMemoryRepository.create());
        try (WorkflowEngine engine = engine(crashing)) {
            engine.submit("pay", Inputs.none());
            assertThat(crashing.awaitCrash(Mode.LIMIT)).isTrue();
        }
        return crashing.left();
    }

    private static Run parked(WorkflowEngine engine, Repository repository) {
        Run run = engine.find(repository.query().find(1).orElseThrow().spec().id())
                .orElseThrow();
        RunResult result = Mode.ended(run);
        assertThat(result.status()).isEqualTo(RunStatus.PARKED);
        assertThat(result.message()).contains("'charge'");
        assertThat(repository.query().find(1).orElseThrow().state().reason()).isEqualTo("INTERRUPTED");
        return run;
    }

    private WorkflowEngine engine(Repository repository) {
        return WorkflowEngine.builder().repository(repository).pipeline(pay).build();
    }
}
