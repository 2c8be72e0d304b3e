package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.event.EventFeed;
import dev.pawl.event.EventFilter;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.StepProgress;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.PipelineBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Feeds: what was, then what happens, without a gap and without a repetition. */
@Timeout(120)
class FeedTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Pipeline three = steps("three", 3);

    @Test
    void followsOneRunToItsEnd() throws Exception {
        try (WorkflowEngine engine = engine(three)) {
            Run run = engine.submit("three", Inputs.none());
            try (EventFeed feed = run.events(0)) {
                List<ProgressEvent> events = recorded(feed, 6);

                assertThat(events.get(5).isLast()).isTrue();
                assertThat(events).extracting(ProgressEvent::seq).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
                assertThat(feed.isEnded()).isTrue();
                assertThat(feed.cursor()).isEqualTo(6);
                assertThat(feed.next(10, SOON)).isEmpty();
            }
        }
    }

    @Test
    void replaysAndGoesOnLiveUnderConcurrentRunsWithoutGapOrRepetition() throws Exception {
        for (long seed = 1; seed <= 100; seed++) {
            Random random = new Random(seed);
            int runs = 5 + random.nextInt(10);
            try (WorkflowEngine engine = engine(three)) {
                int before = random.nextInt(runs);
                submit(engine, before);
                CompletableFuture<Void> others = CompletableFuture.runAsync(() -> submit(engine, runs - before));
                try (EventFeed feed = engine.events(EventFilter.all(), 0)) {
                    List<ProgressEvent> events = recorded(feed, 6 * runs);
                    others.get(10, TimeUnit.SECONDS);

                    assertThat(events)
                            .as("seed " + seed)
                            .extracting(ProgressEvent::position)
                            .isSorted()
                            .doesNotHaveDuplicates()
                            .hasSize(6 * runs)
                            .endsWith(6L * runs);
                }
            }
        }
    }

    @Test
    void aThousandDisconnectsLoseNothing() throws Exception {
        long seed = 42;
        Random random = new Random(seed);
        int runs = 700;
        try (WorkflowEngine engine = engine(three)) {
            CompletableFuture<Void> submits = CompletableFuture.runAsync(() -> submit(engine, runs));
            List<Long> positions = new ArrayList<>();
            long cursor = 0;
            int disconnects = 0;
            while (positions.size() < 6 * runs) {
                try (EventFeed feed = engine.events(EventFilter.all(), cursor)) {
                    for (ProgressEvent event : feed.next(1 + random.nextInt(4), SOON)) {
                        if (event.isRecorded()) {
                            positions.add(event.position());
                        }
                    }
                    cursor = feed.cursor();
                }
                disconnects++;
            }
            submits.get(10, TimeUnit.SECONDS);

            assertThat(disconnects).as("seed " + seed).isGreaterThan(1_000);
            assertThat(positions).isSorted().doesNotHaveDuplicates().endsWith(6L * runs);
        }
    }

    @Test
    void aReaderThatFellBehindReadsOnFromTheStore() throws Exception {
        try (WorkflowEngine engine = engine(steps("long", 6_000))) {
            try (EventFeed feed = engine.events(EventFilter.all(), 0)) {
                Run first = engine.submit("long", Inputs.none());
                List<ProgressEvent> events = new ArrayList<>(recorded(feed, 5));
                Mode.ended(first);
                Mode.ended(engine.submit("long", Inputs.none()));
                events.addAll(recorded(feed, 2 * 6_003 - events.size()));

                assertThat(events)
                        .extracting(ProgressEvent::position)
                        .isSorted()
                        .doesNotHaveDuplicates();
                assertThat(events).hasSize(2 * 6_003);
            }
        }
    }

    @Test
    void onReadyCallsOnceWhenThereIsSomething() throws Exception {
        try (WorkflowEngine engine = engine(three);
                EventFeed feed = engine.events(EventFilter.all(), 0)) {
            Semaphore called = new Semaphore(0);
            feed.onReady(called::release);
            assertThat(called.availablePermits()).isZero();
            Mode.ended(engine.submit("three", Inputs.none()));

            assertThat(called.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            recorded(feed, 6);
            assertThat(called.availablePermits()).isZero();
        }
    }

    @Test
    void onReadyCallsAtOnceWhenThereIsSomethingAlready() throws Exception {
        try (WorkflowEngine engine = engine(three)) {
            Run run = engine.submit("three", Inputs.none());
            Mode.ended(run);
            try (EventFeed feed = run.events(0)) {
                Semaphore called = new Semaphore(0);
                feed.onReady(called::release);

                assertThat(called.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
                recorded(feed, 6);
                feed.onReady(called::release);
                assertThat(called.tryAcquire(10, TimeUnit.SECONDS))
                        .as("at the end")
                        .isTrue();
            }
        }
    }

    @Test
    void aReaderIsReadyAlthoughAnotherOnesActionThrew() throws Exception {
        try (WorkflowEngine engine = engine(three);
                EventFeed bad = engine.events(EventFilter.all(), 0);
                EventFeed good = engine.events(EventFilter.all(), 0)) {
            bad.onReady(() -> {
                throw new IllegalStateException("in the action");
            });
            Mode.ended(engine.submit("three", Inputs.none()));
            assertThat(recorded(good, 6)).hasSize(6);
            Semaphore called = new Semaphore(0);
            good.onReady(called::release);
            Mode.ended(engine.submit("three", Inputs.none()));

            assertThat(called.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whoClosesAFeedHearsNothingOfWhatTheActionOfItsReaderThrows() {
        try (WorkflowEngine engine = engine(three)) {
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
    void ofPassingEventsOnlyTheNewestIsGiven() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Pipeline busy = Pipeline.named("busy")
                .step("count", context -> {
                    for (int i = 1; i <= 1_000; i++) {
                        context.progress(i, 1_000, "");
                    }
                    told.countDown();
                    goOn.await();
                    return StepResult.done();
                })
                .build();
        try (WorkflowEngine engine = engine(busy)) {
            Run run = engine.submit("busy", Inputs.none());
            assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
            try (EventFeed feed = run.events(0)) {
                List<ProgressEvent> events = new ArrayList<>();
                while (events.stream().noneMatch(StepProgress.class::isInstance)) {
                    events.addAll(feed.next(10, SOON));
                }
                goOn.countDown();

                assertThat(events)
                        .filteredOn(StepProgress.class::isInstance)
                        .singleElement()
                        .extracting(e -> ((StepProgress) e).done())
                        .isEqualTo(1_000L);
            }
        }
    }

    @Test
    void aFilterLetsItsSubjectThroughOnly() throws Exception {
        try (WorkflowEngine engine = engine(three)) {
            Run mine = engine.submit(
                    "three", Inputs.none(), SubmitOptions.defaults().subject("job:1"));
            Mode.ended(engine.submit(
                    "three", Inputs.none(), SubmitOptions.defaults().subject("job:2")));
            Mode.ended(mine);
            try (EventFeed feed = engine.events(EventFilter.ofSubject("job:1"), 0)) {
                List<ProgressEvent> before = recorded(feed, 6);
                Mode.ended(engine.submit(
                        "three", Inputs.none(), SubmitOptions.defaults().subject("job:2")));
                Run again = engine.submit(
                        "three", Inputs.none(), SubmitOptions.defaults().subject("job:1"));
                List<ProgressEvent> after = recorded(feed, 6);

                assertThat(before).extracting(ProgressEvent::run).containsOnly(mine.id());
                assertThat(after).extracting(ProgressEvent::run).containsOnly(again.id());
            }
        }
    }

    @Test
    void aThousandFollowersHearEverything() throws Exception {
        try (WorkflowEngine engine = engine(three)) {
            List<EventFeed> feeds = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                feeds.add(engine.events(EventFilter.all(), 0));
            }
            submit(engine, 10);
            for (EventFeed feed : feeds) {
                assertThat(recorded(feed, 60))
                        .extracting(ProgressEvent::position)
                        .isSorted();
                feed.close();
            }
        }
    }

    @Test
    void closingTheEngineEndsItsFeeds() throws Exception {
        WorkflowEngine engine = engine(three);
        EventFeed feed = engine.events(EventFilter.all(), 0);
        CompletableFuture<List<ProgressEvent>> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return feed.next(10, Duration.ofSeconds(30));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        engine.close();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEmpty();
        assertThat(feed.isEnded()).isTrue();
    }

    @Test
    void aReaderThatWaitsToBeReadyHearsThatItsFeedHasEnded() throws Exception {
        CountDownLatch ready = new CountDownLatch(1);
        WorkflowEngine engine = engine(three);
        EventFeed feed = engine.events(EventFilter.all(), 0);
        feed.onReady(ready::countDown);

        engine.close();

        assertThat(ready.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(feed.isEnded()).isTrue();
    }

    private static List<ProgressEvent> recorded(EventFeed feed, int number) throws InterruptedException {
        List<ProgressEvent> events = new ArrayList<>();
        while (events.size() < number) {
            List<ProgressEvent> page = feed.next(number - events.size(), SOON);
            assertThat(page).as("after " + events.size() + " of " + number).isNotEmpty();
            page.stream().filter(ProgressEvent::isRecorded).forEach(events::add);
        }
        return events;
    }

    private static void submit(WorkflowEngine engine, int runs) {
        for (int i = 0; i < runs; i++) {
            engine.submit("three", Inputs.none());
        }
    }

    private static WorkflowEngine engine(Pipeline pipeline) {
        return WorkflowEngine.builder().pipeline(pipeline).build();
    }

    private static Pipeline steps(String name, int number) {
        PipelineBuilder builder = Pipeline.named(name);
        for (int i = 0; i < number; i++) {
            builder.step("s" + i, context -> StepResult.done());
        }
        return builder.build();
    }
}
