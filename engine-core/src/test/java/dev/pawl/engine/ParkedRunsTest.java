package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.event.EventFilter;
import dev.pawl.event.RunStatus;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Checkpoint;
import dev.pawl.store.Commit;
import dev.pawl.store.LogRow;
import dev.pawl.store.Mailbox.Mail;
import dev.pawl.store.Repository;
import dev.pawl.store.RowFilter;
import dev.pawl.store.RunLog;
import dev.pawl.store.RunState;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import dev.pawl.testing.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs that cannot go on as they are: each is set aside with a reason, and goes on when the reason is gone. */
@Timeout(60)
class ParkedRunsTest {
    private final Repository repository = InMemoryRepository.create();
    private final AtomicInteger bodies = new AtomicInteger();
    private final List<Mail> mailSeen = new CopyOnWriteArrayList<>();
    private final Pipeline work = Pipeline.named("work")
            .step("do", context -> {
                mailSeen.addAll(repository.mailbox().of(1, 10));
                bodies.incrementAndGet();
                return StepResult.done();
            })
            .build();

    @Test
    void aRunWhosePipelineWasMissingGoesOnWithAnEngineThatHasIt() {
        String run = leave();
        try (WorkflowEngine without =
                WorkflowEngine.builder().repository(repository).build()) {
            Mode.ended(without.find(run).orElseThrow());
        }
        assertThat(state(1).status()).isEqualTo(RunStatus.PARKED);
        assertThat(state(1).reason()).isEqualTo("MISSING");

        goesOn(run);
    }

    @Test
    void aRunWhosePipelineWasChangedGoesOnWithAnEngineThatHasItsShape() {
        String run = leave();
        Pipeline changed = Pipeline.named("work")
                .step("renamed", context -> StepResult.done())
                .build();
        try (WorkflowEngine with = engine(changed)) {
            Mode.ended(with.find(run).orElseThrow());
        }
        assertThat(state(1).status()).isEqualTo(RunStatus.PARKED);
        assertThat(state(1).reason()).isEqualTo("CHANGED");

        goesOn(run);
    }

    @Test
    void aParkedRunStaysWhereItIsWhileItsPipelineIsMissing() {
        String run = leave();
        for (int i = 0; i < 2; i++) {
            try (WorkflowEngine without =
                    WorkflowEngine.builder().repository(repository).build()) {
                Mode.ended(without.find(run).orElseThrow());
            }
        }

        assertThat(repository.mailbox().of(1, 10)).isEmpty();
        assertThat(repository.log().read(1, 0, 100)).extracting(LogRow::type).containsOnlyOnce("run-parked");
    }

    private void goesOn(String run) {
        try (WorkflowEngine with = engine(work)) {
            assertThat(Mode.ended(with.find(run).orElseThrow()).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(with.verify()).isEmpty();
        }
        assertThat(bodies).hasValue(1);
        assertThat(mailSeen).isEmpty();
        assertThat(repository.mailbox().of(1, 10)).isEmpty();
    }

    /** A run that is accepted and was never carried: its hour does not come for an engine whose clock stands still. */
    private String leave() {
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .repository(repository)
                .time(SettableTime.at(Instant.parse("2001-01-01T00:00:00Z")))
                .pipeline(work)
                .build()) {
            return engine.submit("work", Inputs.none(), SubmitOptions.defaults().delay(Duration.ofDays(1)))
                    .id();
        }
    }

    private RunState state(long run) {
        return repository.query().find(run).orElseThrow().state();
    }

    private WorkflowEngine engine(Pipeline pipeline) {
        return WorkflowEngine.builder()
                .repository(repository)
                .pipeline(pipeline)
                .build();
    }

    @Test
    void aRunThatCannotBeReadIsParkedAndHoldsNoPlace() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        Pipeline first = Pipeline.named("first")
                .step("wait", context -> {
                    goOn.await();
                    return StepResult.done();
                })
                .build();
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .repository(Parts.withLog(
                        repository,
                        new Damaged(repository.log(), 2, Reason.CORRUPT, new AtomicInteger(Integer.MAX_VALUE))))
                .concurrency(1)
                .pipeline(first)
                .pipeline(work)
                .build()) {
            engine.submit("first", Inputs.none());
            Run damaged = engine.submit("work", Inputs.none());
            Run next = engine.submit("work", Inputs.none());
            goOn.countDown();

            assertThatThrownBy(() -> damaged.await(Mode.LIMIT))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CORRUPT));
            assertThat(Mode.ended(next).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(damaged.status()).isEqualTo(RunStatus.PARKED);
            assertThat(engine.find(damaged.id()).orElseThrow().status()).isEqualTo(RunStatus.PARKED);
            assertThat(state(2).reason()).isEqualTo("DAMAGED");
            assertThat(state(2).owner()).isEmpty();
            assertThat(repository.log().read(2, 0, 100)).hasSize(1);
            assertThat(engine.verify()).singleElement().asString().contains(damaged.id(), "bad sector");
        }
        assertThat(bodies).hasValue(1);
    }

    @Test
    void aRunThatCannotBeReadForAWhileIsTriedAgain() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger failures = new AtomicInteger(1);
        Pipeline first = Pipeline.named("first")
                .step("wait", context -> {
                    goOn.await();
                    return StepResult.done();
                })
                .build();
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .repository(Parts.withLog(repository, new Damaged(repository.log(), 2, Reason.BUSY, failures)))
                .concurrency(1)
                .pipeline(first)
                .pipeline(work)
                .build()) {
            engine.submit("first", Inputs.none());
            Run queued = engine.submit("work", Inputs.none());
            goOn.countDown();

            assertThat(Mode.ended(queued).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(failures.get()).isNotPositive();
        }
    }

    /** A log of which the rows of one run cannot be read for so many times. */
    private record Damaged(RunLog real, long damaged, Reason reason, AtomicInteger times) implements RunLog {
        @Override
        public List<LogRow> find(RowFilter filter, int max) {
            return real.find(filter, max);
        }

        @Override
        public List<LogRow> read(long run, long afterSeq, int max) {
            if (run == damaged && times.getAndDecrement() > 0) {
                throw new StoreException(reason, "run " + run + " lies on a bad sector");
            }
            return real.read(run, afterSeq, max);
        }

        @Override
        public Commit append(Checkpoint checkpoint) {
            return real.append(checkpoint);
        }

        @Override
        public List<LogRow> follow(EventFilter filter, long afterPosition, int max) {
            return real.follow(filter, afterPosition, max);
        }

        @Override
        public long lastPosition() {
            return real.lastPosition();
        }

        @Override
        public AutoCloseable watch(Consumer<List<LogRow>> watcher) {
            return real.watch(watcher);
        }
    }
}
