package dev.pawl.sqlite.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pawl.engine.Health;
import dev.pawl.engine.Run;
import dev.pawl.engine.RunResult;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunStatus;
import dev.pawl.sqlite.SqliteOptions;
import dev.pawl.sqlite.SqliteRepository;
import dev.pawl.sqlite.kill.Seed;
import dev.pawl.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Another program takes the write lock of the store again and again, or for longer than anybody waits. */
@Timeout(600)
class LockStormTest {
    private static final int RUNS = Seed.isLong() ? 40 : 20;
    private static final int SUBMITTERS = 4;
    private static final long HELD = Seed.isLong() ? 2_000 : 200;
    private static final long FREE = HELD / 2;
    private static final long BODY = Seed.isLong() ? 300 : 20;
    private static final int FEWEST_LOCKS = 3;
    private static final Duration LONG_HELD = Seed.isLong() ? Duration.ofSeconds(60) : Duration.ofMillis(1_500);
    private static final Duration LIMIT = Duration.ofSeconds(120);

    /** For the lock that is held for longer: the default, or so little that the short form is short. */
    private static final SqliteOptions OPTIONS =
            Seed.isLong() ? SqliteOptions.defaults() : SqliteOptions.defaults().withBusyTimeout(Duration.ofMillis(200));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final Bodies bodies = new Bodies(200, BODY);
    private final List<String> names =
            IntStream.range(0, RUNS).mapToObj(i -> "run-" + i).toList();
    private final ExecutorService threads = Executors.newFixedThreadPool(SUBMITTERS + 1);
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void locksThatAreGivenBackInTimeAreNotNoticed() throws Exception {
        Path file = folder.resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(file);
                WorkflowEngine engine = engine(repository);
                Intruder intruder = Intruder.of(file)) {
            Future<Integer> storm = threads.submit(() -> storm(intruder, repository));
            List<Callable<Void>> submitters = new ArrayList<>();
            for (int i = 0; i < SUBMITTERS; i++) {
                List<String> own = names.subList(i * RUNS / SUBMITTERS, (i + 1) * RUNS / SUBMITTERS);
                submitters.add(() -> submitAndAwait(engine, own));
            }
            for (Future<Void> each : threads.invokeAll(submitters)) {
                each.get();
            }
            over.countDown();

            int locks = storm.get();
            assertThat(locks).isGreaterThanOrEqualTo(FEWEST_LOCKS);
            assertThat(bodies.begins()).isEqualTo(Bodies.onceEach(names));
            assertThat(engine.verify()).isEmpty();
            System.out.println("a storm of locks: " + intruder + " held the lock " + locks + " times for " + HELD
                    + " ms, " + RUNS * Bodies.STEPS.size() + " steps, each body once");
        }
    }

    /** Takes the lock and gives it back until it is over; the store must not notice. Returns how many times. */
    private int storm(Intruder intruder, SqliteRepository repository) throws Exception {
        int locks = 0;
        boolean isOver = false;
        while (!isOver) {
            intruder.take();
            locks++;
            isOver = over.await(HELD, TimeUnit.MILLISECONDS);
            intruder.giveBack();
            assertThat(repository.trouble()).isEmpty();
            isOver |= over.await(FREE, TimeUnit.MILLISECONDS);
        }
        return locks;
    }

    private static Void submitAndAwait(WorkflowEngine engine, List<String> names) throws InterruptedException {
        for (String name : names) {
            assertThat(Bodies.submit(engine, name).await(LIMIT).map(RunResult::status))
                    .as("run %s", name)
                    .hasValue(RunStatus.COMPLETED);
        }
        return null;
    }

    @Test
    void aLockThatIsHeldForLongerStopsTheRunsAndRepeatsNothing() throws Exception {
        Path file = folder.resolve("pawl.db");
        try (SqliteRepository repository = SqliteRepository.open(file, OPTIONS);
                WorkflowEngine engine = engine(repository);
                Intruder intruder = Intruder.of(file)) {
            List<Run> runs =
                    names.stream().map(name -> Bodies.submit(engine, name)).toList();
            assertThat(runs.get(0).await(LIMIT)).isPresent();

            intruder.take();
            Future<Boolean> held = threads.submit(() -> over.await(LONG_HELD.toMillis(), TimeUnit.MILLISECONDS));
            StoreException refusal =
                    catchThrowableOfType(StoreException.class, () -> Bodies.submit(engine, "one-more"));
            Health health = engine.health();
            assertThat(runs.get(0).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(held.get()).isFalse();
            int begun = bodies.begins().size();
            intruder.giveBack();

            assertThat(refusal)
                    .isNotNull()
                    .hasMessageContaining(repository.toString().substring("SQLite ".length()));
            assertThat(refusal).hasMessageContaining("another process holds its lock; end that");
            assertThat(refusal.reason()).isEqualTo(StoreException.Reason.BUSY);
            assertThat(health.state()).isEqualTo(Health.State.RED);
            for (Run run : runs) {
                assertThat(run.await(LIMIT).map(RunResult::status)).hasValue(RunStatus.COMPLETED);
            }
            submitAndAwait(engine, List.of("one-more"));
            assertThat(engine.health().state()).isEqualTo(Health.State.GREEN);
            List<String> all = new ArrayList<>(names);
            all.add("one-more");
            assertThat(bodies.begins()).isEqualTo(Bodies.onceEach(all));
            assertThat(begun).isLessThan(all.size() * Bodies.STEPS.size());
            assertThat(engine.verify()).isEmpty();
            System.out.println("a lock for " + LONG_HELD.toMillis() + " ms: " + begun + " of "
                    + all.size() * Bodies.STEPS.size() + " bodies had begun before its end, all ran once");
        }
    }

    private WorkflowEngine engine(SqliteRepository repository) {
        return WorkflowEngine.builder()
                .repository(repository)
                .pipeline(bodies.pipeline())
                .concurrency(SUBMITTERS)
                .build();
    }
}
