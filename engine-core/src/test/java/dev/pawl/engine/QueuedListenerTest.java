package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.ProgressListener;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners with a queue and a thread of their own. */
@Timeout(60)
class QueuedListenerTest {
    private static final int RUNS = 1_000;

    /** Each run has five recorded events and two that a step has started. */
    private static final int EVENTS = 7;

    private final Pipeline two = Pipeline.named("two")
            .step("first", context -> StepResult.done())
            .step("second", context -> StepResult.done())
            .build();
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void aHealthyOneHearsAllInOrderBesideOneThatBlocksAndOneThatThrows() {
        List<ProgressEvent> inline = new ArrayList<>();
        List<ProgressEvent> heard = new ArrayList<>();
        QueuedListener healthy = QueuedListener.of(heard::add, RUNS * EVENTS);
        QueuedListener throwing = QueuedListener.of(QueuedListenerTest::fail, RUNS * EVENTS);
        QueuedListener blocking = QueuedListener.of(this::block, 10);
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .pipeline(two)
                .listener(blocking)
                .listener(throwing)
                .listener(event -> {
                    synchronized (inline) {
                        inline.add(event);
                        healthy.on(event);
                    }
                })
                .build()) {
            runs(engine, RUNS);
        }
        end.countDown();
        List.of(healthy, throwing, blocking).forEach(QueuedListener::close);

        assertThat(inline).hasSize(RUNS * EVENTS);
        assertThat(heard).isEqualTo(inline);
        assertThat(healthy.dropped()).isZero();
        assertThat(throwing.dropped()).isZero();
        assertThat(blocking.dropped()).isBetween(RUNS * EVENTS - 11L, RUNS * EVENTS - 10L);
    }

    @Test
    void takesTheRunsHardlyAnyTimeThoughItsListenerTakesForEver() {
        time(event -> {});
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 20 && best > 1.05; i++) {
            double without = time(event -> {});
            try (QueuedListener blocking = QueuedListener.of(this::block)) {
                best = Math.min(best, time(blocking) / without);
                end.countDown();
            }
        }

        // Beside another build one measurement says little, so the best of a few counts.
        assertThat(best)
                .as("times as long as with a listener that does nothing")
                .isLessThan(1.2);
    }

    private double time(ProgressListener listener) {
        try (WorkflowEngine engine =
                WorkflowEngine.builder().pipeline(two).listener(listener).build()) {
            runs(engine, 300);
            long start = System.nanoTime();
            runs(engine, 300);
            return System.nanoTime() - start;
        }
    }

    private static void runs(WorkflowEngine engine, int number) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            runs.add(engine.submit("two", Inputs.none()));
        }
        for (Run run : runs) {
            assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
        }
    }

    @Test
    void closingItWaitsForItsListenerFiveSecondsAndEndsItsThread() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        QueuedListener blocking = QueuedListener.of(event -> {
            threads.add(Thread.currentThread());
            inside.countDown();
            block(event);
        });
        try (WorkflowEngine engine =
                WorkflowEngine.builder().pipeline(two).listener(blocking).build()) {
            Mode.ended(engine.submit("two", Inputs.none()));
        }
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        long start = System.nanoTime();
        blocking.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
        threads.get(0).join(10_000);
        assertThat(threads.get(0).isAlive()).isFalse();
    }

    @Test
    void hearsNothingAfterItsCloseAndMayCloseItself() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        CountDownLatch closed = new CountDownLatch(1);
        QueuedListener[] self = new QueuedListener[1];
        self[0] = QueuedListener.of(event -> {
            heard.incrementAndGet();
            self[0].close();
            closed.countDown();
        });
        QueuedListener never = QueuedListener.of(event -> heard.incrementAndGet());
        never.close();
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .pipeline(two)
                .listener(self[0])
                .listener(never)
                .build()) {
            Mode.ended(engine.submit("two", Inputs.none()));
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
            long before = self[0].dropped();
            Mode.ended(engine.submit("two", Inputs.none()));

            assertThat(self[0].dropped()).isGreaterThan(before);
        }
        assertThat(never.dropped()).isEqualTo(2 * EVENTS);
        // What stood in its queue before it closed itself is still heard; nothing of the second run is.
        assertThat(heard.get()).isBetween(1, EVENTS);
    }

    @Test
    void hasRoomForOneEventAtLeast() {
        assertThatThrownBy(() -> QueuedListener.of(event -> {}, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("capacity < 1: 0");
    }

    private static void fail(ProgressEvent event) {
        throw new IllegalStateException("at " + event);
    }

    private void block(ProgressEvent event) {
        try {
            if (!end.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody has let it go at " + event);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
