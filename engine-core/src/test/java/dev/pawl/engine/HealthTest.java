package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Repository;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import dev.pawl.testing.RepositoryAround;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an engine says of itself. */
@Timeout(60)
class HealthTest {
    private final Troubled repository =
            new Troubled(InMemoryRepository.create(), new AtomicReference<>(), new CopyOnWriteArrayList<>());
    private final Room room = new Room(repository);
    private final Gate gate = new Gate();

    /** Says that it is in trouble when it is told to. */
    private record Troubled(Repository real, AtomicReference<StoreException> what, List<String> warnings)
            implements RepositoryAround {
        @Override
        public Optional<StoreException> trouble() {
            return Optional.ofNullable(what.get());
        }

        @Override
        public String toString() {
            return "the store";
        }
    }

    @AfterEach
    void close() {
        gate.open();
        room.close();
    }

    @Test
    void anEngineThatWorksIsGreenAndCounts() throws Exception {
        room.with(
                b -> b.workers(5).concurrency(1),
                Pipeline.named("p").step("hold", gate).build());
        room.submit("p");
        gate.awaitEntered();
        room.submit("p");

        assertThat(room.engine().health())
                .isEqualTo(new Health(
                        Health.State.GREEN, 1, 5, 1, List.of(), List.of(), List.of(), "the store", Optional.empty()))
                .hasToString("GREEN: 1 of 5 runs carried, 1 queued, 0 bodies abandoned, the store");
    }

    @Test
    void anEngineWhoseStoreIsInTroubleIsRedUntilItIsOver() {
        room.with();
        repository.what().set(new StoreException(Reason.FULL, "the disk is full"));

        assertThat(room.engine().health())
                .isEqualTo(new Health(
                        Health.State.RED,
                        0,
                        8,
                        0,
                        List.of(),
                        List.of(),
                        List.of(),
                        "the store",
                        Optional.of("the disk is full")))
                .hasToString(
                        "RED: 0 of 8 runs carried, 0 queued, 0 bodies abandoned, the store, in trouble: the disk is full");
        repository.what().set(null);
        assertThat(room.engine().health().state()).isEqualTo(Health.State.GREEN);
    }

    @Test
    void anEngineWhoseStoreHasAWarningIsYellow() {
        room.with();
        repository.warnings().add("the last backup has failed");

        assertThat(room.engine().health())
                .isEqualTo(new Health(
                        Health.State.YELLOW,
                        0,
                        8,
                        0,
                        List.of(),
                        List.of(),
                        List.of("the last backup has failed"),
                        "the store",
                        Optional.empty()))
                .hasToString("YELLOW: 0 of 8 runs carried, 0 queued, 0 bodies abandoned, the store,"
                        + " warnings: the last backup has failed");
    }

    @Test
    void anEngineThatIsBeingClosedIsRed() throws Exception {
        room.with(Pipeline.named("p").step("hold", gate).build());
        room.submit("p");
        gate.awaitEntered();
        WorkflowEngine engine = room.engine();
        CompletableFuture<Health> health = new CompletableFuture<>();
        Thread closing = new Thread(engine::close);
        closing.start();
        while (closing.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        assertThat(engine.health().trouble()).contains("the engine is being closed");
        gate.open();
        closing.join(10_000);
    }
}
