package dev.pawl.testing.race;

import dev.pawl.engine.WorkflowEngine;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Repository;
import dev.pawl.testing.Expect;
import dev.pawl.testing.SettableTime;
import dev.pawl.testing.race.Race.Act;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Where a race is run: one repository, the engine that carries first, and where there is one, the engine that goes on. Confined to one thread. */
final class RaceGround implements AutoCloseable {
    private static final String QUEUE = "default";
    private static final long SOON_NANOS = 4_000_000_000L;

    final Race race;
    final RaceBodies bodies = new RaceBodies();
    final RaceEar ear = new RaceEar();
    final SettableTime clock = SettableTime.at(Instant.parse("2030-01-01T00:00:00Z"));
    private final Repository repository;
    private final Random random;
    private final boolean hasTwo;
    private Seat first;
    private Seat second;

    RaceGround(Race race, Repository repository, Random random) {
        this.race = race;
        this.repository = repository;
        this.random = random;
        this.hasTwo = race.has(Act.TAKE_OVER) || race == Race.COMPLETE_RESUME;
        this.first = seat();
        this.second = hasTwo ? seat() : first;
    }

    private record Seat(WorkflowEngine engine, DawdlingRepository repository) {}

    private Seat seat() {
        DawdlingRepository dawdling = new DawdlingRepository(repository, random);
        Pipeline pipeline = RacePipelines.of(race, bodies);
        WorkflowEngine engine = WorkflowEngine.builder()
                .repository(dawdling)
                .time(clock)
                .listener(ear)
                .pipeline(pipeline)
                .build();
        return new Seat(engine, dawdling);
    }

    WorkflowEngine first() {
        return first.engine;
    }

    /** The engine that goes on; the first one where there is no other. */
    WorkflowEngine second() {
        return second.engine;
    }

    List<WorkflowEngine> engines() {
        return hasTwo ? List.of(first.engine, second.engine) : List.of(first.engine);
    }

    /** The first engine is taken for gone, and the other one goes on. */
    void takeOver() {
        first.repository.leave();
        wakeSecond();
    }

    /** The first engine is closed, and the other one goes on. */
    void handOver() {
        close(first);
        wakeSecond();
    }

    private void wakeSecond() {
        second.engine.queues().resume(QUEUE);
    }

    /** Makes ready for the next round. */
    void restore() {
        if (race.has(Act.TAKE_OVER)) {
            first.repository.comeBack();
        } else if (race == Race.COMPLETE_RESUME) {
            first = second;
            second = seat();
        }
    }

    /** What is not as it has to be when nothing is to be done. */
    List<String> verify() {
        Expect.equal(0L, first.engine.queues().state(QUEUE).carried(), "the runs that are carried at the end");
        return first.engine.verify();
    }

    Repository repository() {
        return repository;
    }

    /** A run that an engine believes to carry though it is over would hold up its close. */
    private static void close(Seat seat) {
        long start = System.nanoTime();
        seat.engine.close();
        long nanos = System.nanoTime() - start;
        Expect.that(nanos < SOON_NANOS, "an engine that carries nothing closes at once, not after " + nanos + " ns");
    }

    @Override
    public void close() {
        close(first);
        if (hasTwo) {
            close(second);
        }
    }
}
