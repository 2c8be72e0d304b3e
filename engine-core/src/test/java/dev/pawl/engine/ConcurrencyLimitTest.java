package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.event.RunStatus;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.store.Queues.QueueState;
import dev.pawl.store.Repository;
import dev.pawl.testing.CrashingRepository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many runs of a queue are carried at a time, by several engines of which some die. */
@Timeout(180)
class ConcurrencyLimitTest {
    private static final int RUNS = Figures.of(800, 10_000);
    private static final int KILLS = RUNS / 100;
    private static final int MOST_COMMITS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 16})
    void isReachedAndNeverExceededAndNoSlotIsLost(int limit) throws Exception {
        long seed = Long.getLong("pawl.seed", System.nanoTime());
        LimitedWork work = new LimitedWork(limit);
        Repository repository = InMemoryRepository.create();
        List<String> ids = submitAll(work, repository);
        long start = System.nanoTime();

        CompletableFuture<Void> others = CompletableFuture.runAsync(() -> die(work, repository, seed, KILLS / 2));
        die(work, repository, seed + 1, KILLS - KILLS / 2);
        others.get(60, TimeUnit.SECONDS);
        work.reachTheLimit();
        try (WorkflowEngine engine = work.engine(repository).build()) {
            for (int number = 0; number < RUNS; number++) {
                RunStatus status = LimitedWork.failsForGood(number) ? RunStatus.FAILED : RunStatus.COMPLETED;
                assertThat(engine.find(ids.get(number))
                                .orElseThrow()
                                .await(PATIENCE)
                                .map(RunResult::status))
                        .as("run " + number + ", seed " + seed)
                        .hasValue(status);
            }
            assertThat(engine.verify()).isEmpty();
        }

        System.out.printf(
                "limit %d: %d runs, %d deaths, %d bodies, at most %d at a time, %d ms (seed %d)%n",
                limit, RUNS, KILLS, work.bodies(), work.most(), (System.nanoTime() - start) / 1_000_000, seed);
        assertThat(work.most()).as("seed " + seed).isEqualTo(limit);
        QueueState queue = repository.queues().find("default");
        assertThat(queue.carried()).isZero();
        assertThat(queue.queued() + queue.waiting() + queue.parked()).isZero();
        if (limit == 1) {
            assertThat(work.firstStarts()).isEqualTo(LimitedWork.inOrder(RUNS));
        }
    }

    private static List<String> submitAll(LimitedWork work, Repository repository) {
        List<String> ids = new ArrayList<>();
        try (WorkflowEngine engine = work.engine(repository).workers(0).build()) {
            for (int number = 0; number < RUNS; number++) {
                Inputs inputs = Inputs.of(LimitedWork.NUMBER.is(number));
                ids.add(engine.submit("work", inputs, LimitedWork.options(number))
                        .id());
            }
        }
        return ids;
    }

    /** One engine after another that dies after a few commits. */
    private static void die(LimitedWork work, Repository repository, long seed, int times) {
        Random chance = new Random(seed);
        for (int i = 0; i < times; i++) {
            CrashingRepository crashing = CrashingRepository.after(1 + chance.nextInt(MOST_COMMITS), repository);
            try (WorkflowEngine engine = work.engine(crashing).build()) {
                if (!crashing.awaitCrash(PATIENCE)) {
                    throw new AssertionError("engine " + engine.health() + " has not come to its end");
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            crashing.left();
        }
    }
}
