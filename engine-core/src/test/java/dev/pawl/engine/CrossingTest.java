package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.event.RunStatus;
import dev.pawl.event.RunWaiting;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Repository;
import dev.pawl.testing.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What crosses on the way: each window that a race has found, held open. */
@Timeout(60)
class CrossingTest {
    private final Repository repository = InMemoryRepository.create();
    private final CountDownLatch holding = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    private final Step held = context -> {
        holding.countDown();
        release.await();
        return StepResult.done();
    };

    @AfterEach
    void letGo() {
        release.countDown();
    }

    @Test
    void whoeverSubmittedARunHearsThatAnotherEngineHasEndedItWhileItsOwnIsInABody() throws Exception {
        try (WorkflowEngine owner = engine(one(held));
                WorkflowEngine other = engine(one(context -> StepResult.done()))) {
            Run run = owner.submit("one", Inputs.none());
            await(holding);

            takeFrom(run);
            other.queues().resume("default");

            assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            release.countDown();
            assertThat(owner.verify()).isEmpty();
        }
    }

    @Test
    void anEngineThatHasLostARunBeforeItBeganToCarryItBeginsNoBody() throws Exception {
        AtomicInteger bodies = new AtomicInteger();
        CompletableFuture<CountDownLatch> asksAgain = new CompletableFuture<>();
        CompletableFuture<AskedQueue> asked = new CompletableFuture<>();
        AskedQueue queue = new AskedQueue(repository.queue(), claimed -> {
            repository.queue().leave(claimed.state().owner());
            repository
                    .queue()
                    .claim(List.of("default"), "somebody else", claimed.state().updated());
            asksAgain.complete(asked.join().nextTime());
        });
        asked.complete(queue);
        Pipeline pipeline = one(context -> StepResult.done("body " + bodies.incrementAndGet()));
        try (WorkflowEngine submitter = WorkflowEngine.builder()
                        .repository(repository)
                        .workers(0)
                        .pipeline(pipeline)
                        .build();
                WorkflowEngine late = WorkflowEngine.builder()
                        .repository(new Parts(repository, repository.log(), queue))
                        .pipeline(pipeline)
                        .build()) {
            submitter.submit("one", Inputs.none());
            late.queues().resume("default");

            await(asksAgain.get(10, TimeUnit.SECONDS));

            assertThat(bodies).hasValue(0);
        }
    }

    /** The engine's hands are full, so the run has been claimed and is not carried yet. */
    @Test
    void aCancelRightAfterTheSubmitIsHeard() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        Step busy = context -> {
            both.countDown();
            return held.execute(context);
        };
        Pipeline full = Pipeline.named("full")
                .parallel(
                        "fork", fork -> fork.branch("a", b -> b.step("a", busy)).branch("b", b -> b.step("b", busy)))
                .build();
        CountDownLatch never = new CountDownLatch(1);
        Pipeline endless = one(context -> {
            never.await();
            return StepResult.done();
        });
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .repository(new Parts(
                        repository, repository.log(), repository.queue(), new UnaskedMailbox(repository.mailbox())))
                .workers(2)
                .pipeline(full)
                .pipeline(endless)
                .build()) {
            engine.submit("full", Inputs.none());
            await(both);
            Run run = engine.submit("one", Inputs.none());

            run.cancel("ada");
            release.countDown();

            assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.CANCELLED);
        }
    }

    /** The listener holds up those who let the run go to wait, while others carry it on already. */
    @Test
    void aCancelReachesARunThatWasClaimedAgainBeforeTheOthersWereThroughWithIt() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        AskedQueue queue = new AskedQueue(repository.queue());
        Pipeline pipeline =
                Pipeline.named("one").signal("news").step("work", held).build();
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .repository(new Parts(repository, repository.log(), queue))
                .pipeline(pipeline)
                .listener(event -> {
                    if (event instanceof RunWaiting) {
                        waits.countDown();
                        await(told);
                    }
                })
                .build()) {
            Run run = engine.submit("one", Inputs.none());
            await(waits);
            run.signal("news");
            await(holding);
            assertThat(engine.health().active()).isEqualTo(2);

            CountDownLatch isThrough = queue.nextTime();
            told.countDown();
            await(isThrough);
            run.cancel("ada");

            assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.CANCELLED);
        }
    }

    @Test
    void aRunThatIsBeingCancelledEndsAsCancelledThoughItsStepHasTimedOutBefore() throws Exception {
        SettableTime clock = SettableTime.at(Instant.parse("2030-01-01T00:00:00Z"));
        CountDownLatch interrupted = new CountDownLatch(1);
        Step slow = context -> {
            holding.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                release.await();
            }
            throw new IllegalStateException("too late");
        };
        Pipeline pipeline = Pipeline.named("one")
                .step("work", slow, s -> s.timeout(Duration.ofSeconds(2)))
                .build();
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .repository(repository)
                .time(clock)
                .pipeline(pipeline)
                .build()) {
            Run run = engine.submit("one", Inputs.none());
            await(holding);
            clock.advance(Duration.ofSeconds(2));
            await(interrupted);

            run.cancel("ada");

            RunResult result = Mode.ended(run);
            assertThat(result.status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(result.message()).isEqualTo("cancelled by ada");
            assertThat(engine.verify()).isEmpty();
        }
    }

    private void takeFrom(Run run) {
        repository
                .queue()
                .leave(repository.query().find(run.id()).orElseThrow().state().owner());
    }

    private static Pipeline one(Step work) {
        return Pipeline.named("one").step("work", work).build();
    }

    private WorkflowEngine engine(Pipeline pipeline) {
        return WorkflowEngine.builder()
                .repository(repository)
                .pipeline(pipeline)
                .build();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
