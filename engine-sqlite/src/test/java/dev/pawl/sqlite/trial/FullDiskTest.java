package dev.pawl.sqlite.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.engine.Health;
import dev.pawl.engine.Run;
import dev.pawl.engine.RunResult;
import dev.pawl.engine.SubmitOptions;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.EventFeed;
import dev.pawl.event.EventFilter;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunStatus;
import dev.pawl.event.StepStarted;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.sqlite.SqliteRepository;
import dev.pawl.sqlite.kill.Seed;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk of a store is full at one point after another of the same work. It is a disk in memory; where none may be mounted this is
 * skipped.
 */
@Timeout(900)
class FullDiskTest {
    private static final int POINTS = Seed.isLong() ? 50 : 3;
    private static final long SIZE = 24 << 20;
    private static final int RUNS = 40;

    /** A pipeline whose one body ends when the disk is full. */
    private static final String HELD = "held";

    private static final int MOST_SUBMITS = 2_000;
    private static final int MOST_REFUSALS = 200;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final Seed seed = Seed.fresh();
    private final Bodies bodies = new Bodies(500, 0);
    private final Queue<ProgressEvent> told = new ConcurrentLinkedQueue<>();
    private final AtomicInteger held = new AtomicInteger();
    private volatile CountDownLatch full = new CountDownLatch(1);
    private SmallDisk disk;

    @BeforeEach
    void mount() throws Exception {
        Optional<SmallDisk> mounted = SmallDisk.mount(folder.resolve("disk"), SIZE);
        assumeTrue(mounted.isPresent(), "no disk in memory may be mounted here: no trial of a full disk");
        disk = mounted.get();
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void aFullDiskIsSaidAndWhatWasBegunGoesOnWhenThereIsRoom() throws Exception {
        long all = roomForAll();
        int submitted = 0;
        int refusals = 0;
        for (int point = 1; point <= POINTS; point++) {
            long left = all * point / (POINTS + 1) + seed.plus(point).chance().nextInt(4 * SmallDisk.PAGE);
            Trial trial = new Trial("point-" + point, left, point % 2 == 0);
            trial.run();
            submitted += trial.runs.size();
            refusals += trial.refusals;
        }
        seed.report(
                "a full disk at " + POINTS + " points of " + all / 1024 + " KiB",
                submitted + " runs, " + refusals + " submits refused, each body once");
    }

    @Test
    void theEngineIsRedAsLongAsTheDiskIsFullThoughNobodyWrites() throws Exception {
        Path file = disk.folder("idle").resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(file);
                WorkflowEngine engine = engine(repository);
                EventFeed nothing = engine.events(EventFilter.ofSubject("nobody"), 0)) {
            Run inFlight = engine.submit(HELD, Inputs.none());
            try (EventFeed feed = inFlight.events(0)) {
                List<ProgressEvent> seen = new ArrayList<>();
                while (seen.stream().noneMatch(StepStarted.class::isInstance)) {
                    seen.addAll(feed.next(10, LIMIT));
                }
            }
            disk.fill(0);
            assertThatThrownBy(() -> Bodies.submit(engine, "refused")).hasMessageContaining("no room on the disk");

            // Meanwhile the engine looks for what others have left, which writes nothing when there is nothing.
            assertThat(nothing.next(1, Duration.ofMillis(700))).isEmpty();
            assertThat(engine.health().state()).isEqualTo(Health.State.RED);
            disk.clear();
            full.countDown();

            assertThat(inFlight.await(LIMIT).map(RunResult::status)).hasValue(RunStatus.COMPLETED);
            assertThat(repository.trouble()).isEmpty();
            assertThat(held).hasValue(1);
        }
    }

    /** How much room the store of all runs takes when there is enough. */
    private long roomForAll() throws Exception {
        Path file = disk.folder("measured").resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(file);
                WorkflowEngine engine = engine(repository)) {
            long before = disk.free();
            for (int i = 0; i < RUNS; i++) {
                Bodies.submit(engine, "measured-" + i).await();
            }
            return before - disk.free();
        }
    }

    private WorkflowEngine engine(SqliteRepository repository) {
        return WorkflowEngine.builder()
                .repository(repository)
                .pipeline(bodies.pipeline())
                .pipeline(Pipeline.named(HELD)
                        .step("one", context -> {
                            held.incrementAndGet();
                            full.await();
                            return StepResult.done();
                        })
                        .build())
                .concurrency(4)
                .listener(told::add)
                .build();
    }

    /** One store on the disk, which is full after so many bytes. */
    private final class Trial {
        private final String name;
        private final long left;
        private final boolean grows;
        private final Map<String, Run> runs = new LinkedHashMap<>();
        private final Set<String> refused = new TreeSet<>();
        private int refusals;

        private Trial(String name, long left, boolean grows) {
            this.name = name;
            this.left = left;
            this.grows = grows;
        }

        private void run() throws Exception {
            bodies.forget();
            told.clear();
            held.set(0);
            full = new CountDownLatch(1);
            Path file = disk.folder(name).resolve("pawl.db");
            try (SqliteRepository repository = SqliteRepository.open(file);
                    WorkflowEngine engine = engine(repository)) {
                Run inFlight = engine.submit(HELD, Inputs.none());
                disk.fill(left);
                submitUntilItIsFull(engine, file);
                full.countDown();
                assertThat(refused)
                        .allSatisfy(key ->
                                assertThat(repository.query().findByKey(key)).isEmpty());

                if (grows) {
                    disk.grow(SIZE);
                } else {
                    disk.clear();
                }
                assertThat(inFlight.await(LIMIT).map(RunResult::status)).hasValue(RunStatus.COMPLETED);
                awaitAll();
                assertThat(repository.trouble()).isEmpty();
                refused.forEach(key -> runs.put(key, Bodies.submit(engine, key)));
                awaitAll();
                awaitDispatcher(engine);

                assertThat(engine.health().state()).isEqualTo(Health.State.GREEN);
                assertThat(held).hasValue(1);
                assertThat(bodies.begins()).as("%s, %s", name, seed).isEqualTo(Bodies.onceEach(runs.keySet()));
                assertThat(engine.verify()).isEmpty();
                assertThat(recorded(engine, repository)).containsAll(toldLines());
            }
            disk.clear();
        }

        /** Submits until a submit is refused and the engine says that nothing goes on. */
        private void submitUntilItIsFull(WorkflowEngine engine, Path file) throws Exception {
            boolean isRed = false;
            for (int i = 0; i < MOST_SUBMITS && refusals < MOST_REFUSALS && !isRed; i++) {
                String key = name + "-" + i;
                try {
                    runs.put(key, Bodies.submit(engine, key));
                } catch (StoreException e) {
                    Health health = engine.health();
                    isRed = health.state() == Health.State.RED;
                    assertThat(e).hasMessageContaining(file.toString()).hasMessageContaining("no room on the disk");
                    assertThat(e.reason()).isEqualTo(Reason.FULL);
                    if (isRed) {
                        assertThat(health.trouble().orElseThrow()).contains("no room on the disk");
                    }
                    refused.add(key);
                    refusals++;
                    // A smaller one may still have found room.
                    disk.fill(0);
                }
            }
            assertThat(isRed)
                    .as("%s: %s accepted, %s refused, %s", name, runs.size(), refusals, seed)
                    .isTrue();
        }

        /** A run that is delayed is claimed by the dispatcher; when it claims the second one, it has done with the first. */
        private void awaitDispatcher(WorkflowEngine engine) throws InterruptedException {
            for (String key : List.of(name + "-delayed", name + "-more")) {
                SubmitOptions later = SubmitOptions.key(key).delay(Duration.ofMillis(1));
                runs.put(key, engine.submit(Bodies.PIPELINE, Bodies.inputs(key), later));
                awaitAll();
            }
        }

        private void awaitAll() throws InterruptedException {
            for (var run : runs.entrySet()) {
                assertThat(run.getValue().await(LIMIT).map(RunResult::status))
                        .as("%s, %s", run, seed)
                        .hasValue(RunStatus.COMPLETED);
            }
        }
    }

    private List<String> toldLines() {
        return told.stream()
                .filter(ProgressEvent::isRecorded)
                .map(FullDiskTest::line)
                .toList();
    }

    private static List<String> recorded(WorkflowEngine engine, SqliteRepository repository)
            throws InterruptedException {
        List<String> lines = new ArrayList<>();
        try (EventFeed feed = engine.events(EventFilter.all(), 0)) {
            while (feed.cursor() < repository.log().lastPosition()) {
                feed.next(1_000, Duration.ofSeconds(1)).stream()
                        .filter(ProgressEvent::isRecorded)
                        .map(FullDiskTest::line)
                        .forEach(lines::add);
            }
        }
        return lines;
    }

    private static String line(ProgressEvent event) {
        return event.position() + " " + event.run() + " #" + event.seq() + " " + event;
    }
}
