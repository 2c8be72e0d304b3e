package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.event.EventFeed;
import dev.pawl.event.EventFilter;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunEnded;
import dev.pawl.event.RunSnapshotted;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import dev.pawl.event.StepStarted;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.testing.RandomWork;
import dev.pawl.testing.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody hears of what may still be lost; everybody hears the rest, in order, one event of a run at a time. */
@Timeout(120)
class TellingOrderTest {
    private static final int SEEDS = Boolean.getBoolean("pawl.long") ? 2_000 : 150;

    @Test
    void nobodyHearsOfAStepBeforeItsCommit() throws Exception {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try {
                releaseOneByOne(RandomWork.of(seed));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private static void releaseOneByOne(RandomWork work) throws Exception {
        HeldRepository held = new HeldRepository(InMemoryRepository.create());
        Heard listener = heard("the listener", held);
        Heard oneRun = heard("the feed of the run", held);
        Heard many = heard("the feed of many runs", held);
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .repository(held.asRepository())
                .time(SettableTime.leapingFrom(Instant.EPOCH.plusSeconds(1)))
                .stepType(work.stepType())
                .pipeline(work.pipeline())
                .listener(listener)
                .build()) {
            follow(engine.events(EventFilter.all(), 0), many);
            CompletableFuture<Run> submitted = CompletableFuture.supplyAsync(
                    () -> engine.submit(work.pipeline().name(), work.inputs()));
            CompletableFuture<RunResult> ended = submitted.thenApplyAsync(TellingOrderTest::await);
            submitted.thenAccept(run -> follow(run.events(0), oneRun));
            boolean isOver = false;
            while (!isOver) {
                assertThat(submitted.isDone() && held.committed() == 0).isFalse();
                isOver = held.release();
                assertThat(ended.isDone() && !isOver).isFalse();
                oneRun.awaitSeq(held.committed());
                many.awaitSeq(held.committed());
                // The end of a run is told in one go with the record of its last step.
                if (isOver || !held.isEndNext()) {
                    listener.awaitSeq(held.committed());
                }
            }
            ended.get(10, TimeUnit.SECONDS);
        }
        for (Heard each : List.of(listener, oneRun, many)) {
            assertThat(each.wrong()).isEmpty();
            assertThat(seqs(each.events())).isEqualTo(upTo(held.committed()));
        }
        startedStandsBetweenItsNeighbours(listener.events());
    }

    private static Heard heard(String who, HeldRepository held) {
        return new Heard(
                who,
                event -> assertThat(event.seq())
                        .as(who + " hears '" + event + "'")
                        .isLessThanOrEqualTo(held.committed()));
    }

    /** Each attempt is told to start behind the end of the one before it and ahead of its own end. */
    private static void startedStandsBetweenItsNeighbours(List<ProgressEvent> heard) {
        String open = "";
        for (ProgressEvent event : heard) {
            if (event instanceof StepStarted e) {
                assertThat(open)
                        .as("what is under way at '" + event + "' in " + heard)
                        .isEmpty();
                open = e.path() + "#" + e.attempt();
            } else if (event instanceof StepFinished e) {
                assertThat(open).isEqualTo(e.path() + "#" + e.attempt());
                open = "";
            } else if (event instanceof StepFailed e) {
                assertThat(open).isEqualTo(e.path() + "#" + e.attempt());
                open = "";
            } else if (event instanceof RunEnded) {
                assertThat(open).isEmpty();
            }
        }
    }

    @Test
    void aPureStepIsToldAfterItsCommitAlthoughTheNextOneRunsBefore() throws Exception {
        CountDownLatch inSecond = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Pipeline pipeline = Pipeline.named("pure")
                .step("first", context -> StepResult.done(), s -> s.pure())
                .step("second", context -> {
                    inSecond.countDown();
                    goOn.await();
                    return StepResult.done();
                })
                .build();
        HeldRepository held = new HeldRepository(InMemoryRepository.create());
        Heard listener = heard("the listener", held);
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .repository(held.asRepository())
                .concurrency(1)
                .pipeline(pipeline)
                .listener(listener)
                .build()) {
            CompletableFuture<Run> run = CompletableFuture.supplyAsync(() -> engine.submit("pure", Inputs.none()));
            held.release();
            run.get(10, TimeUnit.SECONDS);

            assertThat(inSecond.await(10, TimeUnit.SECONDS)).isTrue();
            held.release();
            held.release();

            listener.await(e -> e instanceof StepFinished f && f.path().equals("first"), "the end of the first");
            listener.await(e -> e instanceof StepStarted s && s.path().equals("second"), "the start of the second");
            goOn.countDown();
            held.release();
            listener.awaitEnd();
        }
        assertThat(listener.wrong()).isEmpty();
    }

    @Test
    void aSnapshotIsOneCommitWithTheStepThatMadeItWorthItsWhile() throws Exception {
        Key<String> text = Key.of("text", String.class);
        CountDownLatch inNext = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        // The same value twice is more to read than the state, so a snapshot is worth its while.
        Step large = context -> {
            context.put(text, "x".repeat(10_000));
            return StepResult.done();
        };
        Pipeline pipeline = Pipeline.named("large")
                .step("first", large)
                .step("second", large)
                .step("next", context -> {
                    inNext.countDown();
                    goOn.await();
                    return StepResult.done();
                })
                .build();
        HeldRepository held = new HeldRepository(InMemoryRepository.create());
        Heard listener = heard("the listener", held);
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .repository(held.asRepository())
                .concurrency(1)
                .pipeline(pipeline)
                .listener(listener)
                .build()) {
            CompletableFuture<Run> run = CompletableFuture.supplyAsync(() -> engine.submit("large", Inputs.none()));
            for (String each : List.of("submitted", "started", "first", "second")) {
                assertThat(held.release()).as(each).isFalse();
            }
            run.get(10, TimeUnit.SECONDS);
            assertThat(inNext.await(10, TimeUnit.SECONDS)).isTrue();

            listener.await(e -> e instanceof RunSnapshotted, "the snapshot");
            listener.await(e -> e instanceof StepStarted s && s.path().equals("next"), "the start of the next");
            goOn.countDown();
            assertThat(held.release()).as("next, and the end").isTrue();
            listener.awaitEnd();
        } finally {
            goOn.countDown();
        }
        assertThat(listener.wrong()).isEmpty();
    }

    private static RunResult await(Run run) {
        try {
            return run.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Hands what the feed gives to the listener, until the run has ended. */
    private static void follow(EventFeed feed, Heard to) {
        Thread reader = new Thread(
                () -> {
                    try (feed) {
                        boolean last = false;
                        while (!last && !feed.isEnded()) {
                            for (ProgressEvent event : feed.next(3, Duration.ofSeconds(10))) {
                                to.on(event);
                                last |= event.isLast();
                            }
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "reader");
        reader.setDaemon(true);
        reader.start();
    }

    private static List<Long> seqs(List<ProgressEvent> events) {
        return events.stream()
                .filter(ProgressEvent::isRecorded)
                .map(ProgressEvent::seq)
                .toList();
    }

    private static List<Long> upTo(long last) {
        List<Long> all = new ArrayList<>();
        for (long seq = 1; seq <= last; seq++) {
            all.add(seq);
        }
        return all;
    }
}
