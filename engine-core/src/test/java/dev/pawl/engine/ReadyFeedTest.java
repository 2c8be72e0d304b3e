package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.event.EventFeed;
import dev.pawl.event.EventFilter;
import dev.pawl.pipeline.Pipeline;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A reader that has itself called when there is something for it. */
@Timeout(60)
class ReadyFeedTest {
    private final Pipeline three = Feeding.steps("three", 3);

    @Test
    void onReadyCallsOnceWhenThereIsSomething() throws Exception {
        try (WorkflowEngine engine = Feeding.engine(three);
                EventFeed feed = engine.events(EventFilter.all(), 0)) {
            Semaphore called = new Semaphore(0);
            feed.onReady(called::release);
            assertThat(called.availablePermits()).isZero();
            Mode.ended(engine.submit("three", Inputs.none()));

            assertThat(called.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            Feeding.recorded(feed, 6);
            assertThat(called.availablePermits()).isZero();
        }
    }

    @Test
    void onReadyCallsAtOnceWhenThereIsSomethingAlready() throws Exception {
        try (WorkflowEngine engine = Feeding.engine(three)) {
            Run run = engine.submit("three", Inputs.none());
            Mode.ended(run);
            try (EventFeed feed = run.events(0)) {
                Semaphore called = new Semaphore(0);
                feed.onReady(called::release);

                assertThat(called.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
                Feeding.recorded(feed, 6);
                feed.onReady(called::release);
                assertThat(called.tryAcquire(10, TimeUnit.SECONDS))
                        .as("at the end")
                        .isTrue();
            }
        }
    }

    @Test
    void aReaderIsReadyAlthoughAnotherOnesActionThrew() throws Exception {
        try (WorkflowEngine engine = Feeding.engine(three);
                EventFeed bad = engine.events(EventFilter.all(), 0);
                EventFeed good = engine.events(EventFilter.all(), 0)) {
            bad.onReady(() -> {
                throw new IllegalStateException("in the action");
            });
            Mode.ended(engine.submit("three", Inputs.none()));
            assertThat(Feeding.recorded(good, 6)).hasSize(6);
            Semaphore called = new Semaphore(0);
            good.onReady(called::release);
            Mode.ended(engine.submit("three", Inputs.none()));

            assertThat(called.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whoClosesAFeedHearsNothingOfWhatTheActionOfItsReaderThrows() {
        try (WorkflowEngine engine = Feeding.engine(three)) {
            AtomicBoolean called = new AtomicBoolean();
            EventFeed bad = engine.events(EventFilter.all(), 0);
            bad.onReady(() -> {
                called.set(true);
                throw new IllegalStateException("in the action");
            });

            bad.close();

            assertThat(called).isTrue();
        }
    }

    @Test
    void aReaderThatWaitsToBeReadyHearsThatItsFeedHasEnded() throws Exception {
        CountDownLatch ready = new CountDownLatch(1);
        WorkflowEngine engine = Feeding.engine(three);
        EventFeed feed = engine.events(EventFilter.all(), 0);
        feed.onReady(ready::countDown);

        engine.close();

        assertThat(ready.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(feed.isEnded()).isTrue();
    }
}
