package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepResolved;
import dev.pawl.event.StepResolved.Decision;
import dev.pawl.execution.Letter;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Commit;
import dev.pawl.store.LogRow;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.Repository;
import dev.pawl.store.RunLog;
import dev.pawl.store.StoreException;
import dev.pawl.testing.CrashingRepository;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A step that must not be repeated without being asked. */
@Timeout(60)
class ExternalOnceTest {
    private final AtomicInteger payments = new AtomicInteger();
    private final CountDownLatch paidTwice = new CountDownLatch(2);
    private final Pipeline pay = Pipeline.named("pay")
            .step(
                    "charge",
                    context -> {
                        payments.incrementAndGet();
                        paidTwice.countDown();
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
            run.resolve("charge", Decision.DONE, "ada");

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
            run.resolve("charge", Decision.REPEAT, "ada");

            assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(payments).hasValue(2);
        }
    }

    @Test
    void interruptedItFailsTheRunWhenAPersonSaysSo() throws Exception {
        Repository left = interrupted();
        try (WorkflowEngine engine = engine(left)) {
            Run run = parked(engine, left);
            run.resolve("charge", Decision.FAIL, "ada");

            RunResult result = Mode.ended(run);
            assertThat(result.status()).isEqualTo(RunStatus.FAILED);
            assertThat(result.path()).isEqualTo("charge");
            assertThat(result.message()).isEqualTo("ada says that it failed");
            assertThat(payments).hasValue(1);
            assertThat(engine.verify()).isEmpty();
        }
    }

    @Test
    void onlyAnInterruptedStepIsResolved() {
        try (WorkflowEngine engine = engine(InMemoryRepository.create())) {
            Run run = engine.submit("pay", Inputs.none());
            Mode.ended(run);

            assertThatThrownBy(() -> run.resolve("charge", Decision.DONE, "ada"))
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_STATE));
        }
    }

    @Test
    void resolvingAnotherStepIsRefusedNamingTheOneThatWasInterrupted() throws Exception {
        Repository left = interrupted();
        try (WorkflowEngine engine = engine(left)) {
            Run run = parked(engine, left);
            long before = left.log().lastPosition();

            assertThatThrownBy(() -> run.resolve("thank", Decision.DONE, "ada"))
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_STATE))
                    .hasMessageContaining("interrupted in step 'charge'")
                    .hasMessageContaining("'thank'");
            assertThat(left.mailbox().of(1, 10)).isEmpty();
            assertThat(run.status()).isEqualTo(RunStatus.PARKED);
            assertThat(left.log().lastPosition()).isEqualTo(before);
        }
    }

    @Test
    void aStepIsResolvedOnce() throws Exception {
        Repository left = interrupted();
        try (WorkflowEngine engine = engine(left)) {
            Run run = parked(engine, left);
            run.resolve("charge", Decision.DONE, "ada");

            assertThatThrownBy(() -> run.resolve("charge", Decision.REPEAT, "bob"))
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_STATE));
            assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(payments).hasValue(1);
        }
    }

    @Test
    void aResolveThatWasSentTwiceDoesNotDecideTheNextInterruption() throws Exception {
        Repository stored = interrupted();
        try (WorkflowEngine engine = engine(stored)) {
            parked(engine, stored);
        }
        for (String actor : List.of("ada", "ada again")) {
            byte[] repeat = Decision.REPEAT.name().getBytes(StandardCharsets.UTF_8);
            stored.mailbox().post(new Mail(0, 1, Letter.Kind.RESOLVE.word(), "charge", actor, repeat, 0));
        }
        // The body is begun again, and again nothing is known of its end.
        RunLog dying = new Parts.Appending(
                stored.log(),
                (log, checkpoint) -> payments.get() == 1
                        ? log.append(checkpoint)
                        : Commit.refused(new StoreException(StoreException.Reason.CLOSED, "died")));
        try (WorkflowEngine engine = engine(Parts.withLog(stored, dying))) {
            assertThat(engine.find(runId(stored))).isPresent();
            assertThat(paidTwice.await(10, TimeUnit.SECONDS)).isTrue();
        }

        try (WorkflowEngine engine = engine(stored)) {
            Run run = parked(engine, stored);
            assertThat(run.events(0).next(100, Mode.LIMIT))
                    .filteredOn(StepResolved.class::isInstance)
                    .hasSize(1);
            assertThat(payments).hasValue(2);
            assertThat(stored.mailbox().of(1, 10)).isEmpty();
            run.resolve("charge", Decision.DONE, "bob");

            assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(payments).hasValue(2);
            assertThat(engine.verify()).isEmpty();
        }
    }

    /** What is left of a process that died in the body. */
    private Repository interrupted() throws InterruptedException {
        CrashingRepository crashing = CrashingRepository.after(2, InMemoryRepository.create());
        try (WorkflowEngine engine = engine(crashing)) {
            engine.submit("pay", Inputs.none());
            assertThat(crashing.awaitCrash(Mode.LIMIT)).isTrue();
        }
        return crashing.left();
    }

    private static Run parked(WorkflowEngine engine, Repository repository) {
        Run run = engine.find(runId(repository)).orElseThrow();
        RunResult result = Mode.ended(run);
        assertThat(result.status()).isEqualTo(RunStatus.PARKED);
        assertThat(result.message()).contains("'charge'");
        assertThat(repository.query().find(1).orElseThrow().state().reason()).isEqualTo("INTERRUPTED");
        return run;
    }

    private static String runId(Repository repository) {
        return repository.query().find(1).orElseThrow().spec().id();
    }

    private WorkflowEngine engine(Repository repository) {
        return WorkflowEngine.builder().repository(repository).pipeline(pay).build();
    }
}
