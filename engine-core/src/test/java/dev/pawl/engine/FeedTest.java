package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.event.EventFeed;
import dev.pawl.event.EventFilter;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.StepProgress;
import dev.pawl.pipeline.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Feeds: what was, then what happens, without a gap and without a repetition. */
@Timeout(120)
class FeedTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Pipeline three = Feeding.steps("three", 3);

    @Test
    void followsOneRunToItsEnd() throws Exception {
        try (WorkflowEngine engine = Feeding.engine(three)) {
            Run run = engine.submit("three", Inputs.none());
            try (EventFeed feed = run.events(0)) {
                List<ProgressEvent> events = Feeding.recorded(feed, 6);

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
            try (WorkflowEngine engine = Feeding.engine(three)) {
                int before = random.nextInt(runs);
                submit(engine, before);
                CompletableFuture<Void> others = CompletableFuture.runAsync(() -> submit(engine, runs - before));
                try (EventFeed feed = engine.events(EventFilter.all(), 0)) {
                    List<ProgressEvent> events = Feeding.recorded(feed, 6 * runs);
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
        try (WorkflowEngine engine = Feeding.engine(three)) {
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
        try (WorkflowEngine engine = Feeding.engine(Feeding.steps("long", 6_000))) {
            try (EventFeed feed = engine.events(EventFilter.all(), 0)) {
                Run first = engine.submit("long", Inputs.none());
                List<ProgressEvent> events = new ArrayList<>(Feeding.recorded(feed, 5));
                Mode.ended(first);
                Mode.ended(engine.submit("long", Inputs.none()));
                events.addAll(Feeding.recorded(feed, 2 * 6_003 - events.size()));

                assertThat(events)
                        .extracting(ProgressEvent::position)
                        .isSorted()
                        .doesNotHaveDuplicates();
                assertThat(events).hasSize(2 * 6_003);
            }
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
        try (WorkflowEngine engine = Feeding.engine(busy)) {
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
        try (WorkflowEngine engine = Feeding.engine(three)) {
            Run mine = engine.submit(
                    "three", Inputs.none(), SubmitOptions.defaults().subject("job:1"));
            Mode.ended(engine.submit(
                    "three", Inputs.none(), SubmitOptions.defaults().subject("job:2")));
            Mode.ended(mine);
            try (EventFeed feed = engine.events(EventFilter.ofSubject("job:1"), 0)) {
                List<ProgressEvent> before = Feeding.recorded(feed, 6);
                Mode.ended(engine.submit(
                        "three", Inputs.none(), SubmitOptions.defaults().subject("job:2")));
                Run again = engine.submit(
                        "three", Inputs.none(), SubmitOptions.defaults().subject("job:1"));
                List<ProgressEvent> after = Feeding.recorded(feed, 6);

                assertThat(before).extracting(ProgressEvent::run).containsOnly(mine.id());
                assertThat(after).extracting(ProgressEvent::run).containsOnly(again.id());
            }
        }
    }

    @Test
    void aThousandFollowersHearEverything() throws Exception {
        try (WorkflowEngine engine = Feeding.engine(three)) {
            List<EventFeed> feeds = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                feeds.add(engine.events(EventFilter.all(), 0));
            }
            submit(engine, 10);
            for (EventFeed feed : feeds) {
                assertThat(Feeding.recorded(feed, 60))
                        .extracting(ProgressEvent::position)
                        .isSorted();
                feed.close();
            }
        }
    }

    @Test
    void closingTheEngineEndsItsFeeds() throws Exception {
        WorkflowEngine engine = Feeding.engine(three);
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

    private static void submit(WorkflowEngine engine, int runs) {
        for (int i = 0; i < runs; i++) {
            engine.submit("three", Inputs.none());
        }
    }
}
