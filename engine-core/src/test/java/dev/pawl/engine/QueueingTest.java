package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.testing.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which run is next, and how many are carried at a time. */
@Timeout(60)
class QueueingTest {
    private static final Key<Integer> NUMBER = Key.of("number", Integer.class);

    private final List<Integer> order = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch entered = new CountDownLatch(1);
    private final Pipeline blocking = Pipeline.named("blocking")
            .step("block", context -> {
                entered.countDown();
                gate.await();
                return StepResult.done();
            })
            .build();
    private final Pipeline numbered = Pipeline.named("numbered")
            .step("note", context -> {
                order.add(context.get(NUMBER));
                return StepResult.done();
            })
            .build();

    @Test
    void neverMoreRunsThanAllowed() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch four = new CountDownLatch(4);
        Pipeline counting = Pipeline.named("counting")
                .step("count", context -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    four.countDown();
                    four.await(10, TimeUnit.SECONDS);
                    inside.decrementAndGet();
                    return StepResult.done();
                })
                .build();
        try (WorkflowEngine engine =
                WorkflowEngine.builder().concurrency(4).pipeline(counting).build()) {
            List<Run> runs = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                runs.add(engine.submit("counting", Inputs.none()));
            }
            for (Run run : runs) {
                assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            }
        }

        assertThat(most).hasValue(4);
    }

    @Test
    void runsOfOnePriorityGoInOrderOfTheirSubmits() throws Exception {
        try (WorkflowEngine engine = engine()) {
            block(engine);
            List<Run> runs = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                runs.add(engine.submit("numbered", NUMBER.is(i)));
            }
            gate.countDown();
            runs.forEach(Mode::ended);
        }

        assertThat(order).hasSize(50).isSorted();
    }

    @Test
    void aHigherPriorityGoesFirst() throws Exception {
        try (WorkflowEngine engine = engine()) {
            block(engine);
            List<Run> runs = new ArrayList<>();
            for (int priority : new int[] {0, 5, -1, 5, 9}) {
                runs.add(engine.submit(
                        "numbered",
                        NUMBER.is(priority),
                        SubmitOptions.defaults().priority(priority)));
            }
            gate.countDown();
            runs.forEach(Mode::ended);
        }

        assertThat(order).containsExactly(9, 5, 5, 0, -1);
    }

    @Test
    void aDelayedRunStartsWhenItIsDue() throws Exception {
        SettableTime time = SettableTime.at(Instant.parse("2030-01-01T00:00:00Z"));
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .concurrency(1)
                .time(time)
                .pipeline(numbered)
                .build()) {
            Run later = engine.submit(
                    "numbered", NUMBER.is(1), SubmitOptions.defaults().delay(Duration.ofHours(1)));
            Mode.ended(engine.submit("numbered", NUMBER.is(2)));
            assertThat(later.status()).isEqualTo(RunStatus.QUEUED);
            time.advance(Duration.ofHours(1));
            Mode.ended(later);
        }

        assertThat(order).containsExactly(2, 1);
    }

    @Test
    void aRunThatBecameDueWhileThereWasNoRoomStartsWhenThereIs() {
        Pipeline slow = Pipeline.named("slow")
                .step("wait", context -> StepResult.done(), s -> s.delay(Duration.ofMillis(1_200)))
                .build();
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .concurrency(1)
                .pipeline(slow)
                .pipeline(numbered)
                .build()) {
            Run later = engine.submit(
                    "numbered", NUMBER.is(1), SubmitOptions.defaults().delay(Duration.ofMillis(100)));
            Run first = engine.submit("slow", Inputs.none());

            assertThat(Mode.ended(first).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(Mode.ended(later).status()).isEqualTo(RunStatus.COMPLETED);
        }
    }

    private WorkflowEngine engine() {
        return WorkflowEngine.builder()
                .concurrency(1)
                .pipeline(blocking)
                .pipeline(numbered)
                .build();
    }

    private void block(WorkflowEngine engine) throws InterruptedException {
        engine.submit("blocking", Inputs.none());
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
