package dev.pawl.sqlite.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.engine.RefusedException;
import dev.pawl.engine.RunResult;
import dev.pawl.engine.SubmitOptions;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunStatus;
import dev.pawl.sqlite.SqliteRepository;
import dev.pawl.sqlite.kill.Seed;
import dev.pawl.store.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Many who submit with one key at the same moment, through two engines of one store. */
@Timeout(600)
class OneKeyTest {
    private static final int ROUNDS = Seed.isLong() ? 1_000 : 50;
    private static final int THREADS = 32;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final Bodies bodies = new Bodies(10, 0);
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private Repository repository;
    private List<WorkflowEngine> engines;

    @BeforeEach
    void open() {
        repository = SqliteRepository.open(folder.resolve("pawl.db"));
        engines = List.of(engine(), engine());
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        engines.forEach(WorkflowEngine::close);
        repository.close();
    }

    @Test
    void allGetOneRunOfWhichEachBodyRanOnce() throws Exception {
        Set<String> ids = new TreeSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            String key = "key-" + round;
            List<String> got =
                    together(IntStream.range(0, THREADS).mapToObj(i -> key).toList(), key);

            assertThat(new TreeSet<>(got))
                    .as("what the submitters of %s got", key)
                    .hasSize(1);
            assertThat(ids.add(got.get(0))).as("%s is a new run", got).isTrue();
        }

        assertThat(bodies.begins())
                .isEqualTo(Bodies.onceEach(
                        IntStream.range(0, ROUNDS).mapToObj(i -> "key-" + i).toList()));
        assertThat(repository.query().counts().get(RunStatus.COMPLETED)).isEqualTo((long) ROUNDS);
        System.out.println("one key: " + ROUNDS + " rounds of " + THREADS + " submitters, " + ids.size() + " runs");
    }

    @Test
    void ofTwoInputsOneIsTakenAndTheOtherRefused() throws Exception {
        Map<String, Integer> won = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            String key = "key-" + round;
            List<String> names = IntStream.range(0, THREADS)
                    .mapToObj(i -> key + (i % 2 == 0 ? "-a" : "-b"))
                    .toList();
            List<String> got = together(names, key);

            String run = repository.query().findByKey(key).orElseThrow().spec().id();
            String first = got.get(0).equals(run) ? "a" : "b";
            assertThat(got)
                    .isEqualTo(names.stream()
                            .map(name -> name.endsWith(first) ? run : "KEY_TAKEN")
                            .toList());
            won.merge(first, 1, Integer::sum);
        }

        assertThat(bodies.begins()).hasSize(ROUNDS * Bodies.STEPS.size());
        assertThat(Set.copyOf(bodies.begins().values())).containsExactly(1);
        System.out.println("one key and two inputs: " + ROUNDS + " rounds, which one was first: " + won);
    }

    /** Submits runs of these names at one moment under one key; gives for each the id, or why it was refused. */
    private List<String> together(List<String> names, String key) throws Exception {
        CyclicBarrier start = new CyclicBarrier(names.size());
        List<Future<String>> all = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            WorkflowEngine engine = engines.get(i / 2 % 2);
            String name = names.get(i);
            all.add(threads.submit(() -> {
                start.await();
                return submit(engine, name, key);
            }));
        }
        List<String> got = new ArrayList<>();
        for (Future<String> each : all) {
            got.add(each.get());
        }
        return got;
    }

    private static String submit(WorkflowEngine engine, String name, String key) throws InterruptedException {
        try {
            var run = engine.submit(Bodies.PIPELINE, Bodies.inputs(name), SubmitOptions.key(key));
            assertThat(run.await(LIMIT).map(RunResult::status)).hasValue(RunStatus.COMPLETED);
            return run.id();
        } catch (RefusedException e) {
            assertThat(e).hasMessageContaining("key '" + key + "' stands for run");
            return e.reason().name();
        }
    }

    private WorkflowEngine engine() {
        return WorkflowEngine.builder()
                .repository(repository)
                .pipeline(bodies.pipeline())
                .concurrency(8)
                .build();
    }
}
