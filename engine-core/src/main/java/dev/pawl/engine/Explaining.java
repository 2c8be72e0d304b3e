package dev.pawl.engine;

import dev.pawl.engine.Explanation.Obstacle;
import dev.pawl.event.RunStatus;
import dev.pawl.execution.Carrying;
import dev.pawl.execution.Parking;
import dev.pawl.execution.RecordedRun;
import dev.pawl.history.Verification;
import dev.pawl.store.Queues.QueueState;
import dev.pawl.store.Repository;
import dev.pawl.store.RunQuery.RunFilter;
import dev.pawl.store.RunRow;
import dev.pawl.store.RunState;
import dev.pawl.store.StoreException;
import dev.pawl.walk.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out why runs stand where they stand, and how the engine is. Thread-safe. */
final class Explaining {
    private static final int LOOKED_AT = 50;
    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final Map<String, List<String>> EXITS = Map.of(
            Parking.INTERRUPTED, List.of("resolve the step as done, repeat or fail", "cancel the run"),
            Parking.CHANGED,
                    List.of(
                            "open the store with an engine that has the old shape too",
                            "fork the run onto the new one",
                            "cancel the run"),
            Parking.POISON, List.of("mend the step and resume the run", "cancel the run"),
            Parking.MISSING, List.of("open the store with an engine that has the pipeline", "cancel the run"),
            Parking.DAMAGED, List.of("restore the store from a backup"));

    private final Repository repository;
    private final Carrying carrying;
    private final LiveRuns live;
    private final int workers;
    private final List<String> leftOut;

    Explaining(Repository repository, Carrying carrying, LiveRuns live, int workers, List<String> leftOut) {
        this.repository = repository;
        this.carrying = carrying;
        this.live = live;
        this.workers = workers;
        this.leftOut = leftOut;
    }

    Explanation explain(RunRow run) {
        RunState state = run.state();
        return switch (state.status()) {
            case QUEUED -> queued(run);
            case RUNNING, CANCELLING -> running(run);
            case WAITING ->
                new Explanation.Waiting(state.reason(), repository.query().waits(run.number()), hour(state.due()));
            case PARKED ->
                new Explanation.Parked(
                        state.reason(),
                        state.reason().equals(Parking.DAMAGED)
                                ? damage(run)
                                : ending(run).message(),
                        EXITS.getOrDefault(state.reason(), List.of("cancel the run")));
            default -> {
                Ending ending = ending(run);
                yield new Explanation.Ended(state.status(), ending.path(), ending.message());
            }
        };
    }

    /** What it was parked for is not in its log, into which nothing is written: it is looked for again. */
    private String damage(RunRow run) {
        try {
            repository.mailbox().of(run.number(), Integer.MAX_VALUE);
            ending(run);
            return "it could not be read, but now it can";
        } catch (StoreException e) {
            return e.getMessage();
        }
    }

    private Ending ending(RunRow run) {
        return Verification.ending(run, repository.log(), carrying.rows(), carrying.codec());
    }

    private static Optional<Instant> hour(long millis) {
        return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private Explanation queued(RunRow run) {
        String name = run.spec().queue();
        QueueState queue = repository.queues().find(name);
        long now = carrying.time().millis();
        if (run.state().due() == RunState.URGENT) {
            boolean hasKey = !run.spec().concurrencyKey().isEmpty();
            return new Explanation.Queued(
                    name, hasKey ? Obstacle.CONCURRENCY_KEY : Obstacle.CANCELLED, 1, Optional.empty());
        }
        if (run.state().due() > now) {
            return new Explanation.Queued(
                    name, Obstacle.DELAYED, 0, hour(run.state().due()));
        }
        long ahead = repository.queues().ahead(run);
        if (queue.paused() || queue.limit() == 0) {
            return new Explanation.Queued(name, Obstacle.PAUSED, ahead + 1, Optional.empty());
        }
        boolean isFull = queue.carried() >= queue.limit();
        boolean isKept = ahead == 0 && !isFull && !run.spec().concurrencyKey().isEmpty();
        Obstacle obstacle = isKept ? Obstacle.CONCURRENCY_KEY : isFull ? Obstacle.LIMIT : Obstacle.TURN;
        return new Explanation.Queued(name, obstacle, ahead + 1, start(name, ahead + 1, now));
    }

    /** As if runs went on to end as they have done lately. */
    private Optional<Instant> start(String queue, long position, long now) {
        List<RunRow> ended = repository
                .query()
                .list(new RunFilter(Optional.of(RunStatus.COMPLETED), "", queue), Long.MAX_VALUE, LOOKED_AT);
        if (ended.size() < 2) {
            return Optional.empty();
        }
        long first = ended.stream().mapToLong(r -> r.state().updated()).min().orElse(now);
        long last = ended.stream().mapToLong(r -> r.state().updated()).max().orElse(now);
        long each = (last - first) / (ended.size() - 1);
        return Optional.of(Instant.ofEpochMilli(now + position * each));
    }

    private Explanation running(RunRow run) {
        List<String> steps = live.find(run.number()).stream()
                .flatMap(carried -> carried.passing().stream())
                .map(passing -> passing.event().toString())
                .toList();
        Optional<Explanation.SlowListener> listener = live.find(run.number())
                .flatMap(RecordedRun::telling)
                .filter(telling -> telling.since().compareTo(SLOW) >= 0)
                .map(telling -> new Explanation.SlowListener(telling.listener(), telling.since()));
        return new Explanation.Running(run.state().status() == RunStatus.CANCELLING, steps, listener);
    }

    Health health(String dispatching, boolean isClosing) {
        Optional<String> trouble = repository
                .trouble()
                .map(Throwable::getMessage)
                .or(() -> dispatching.isEmpty() ? Optional.empty() : Optional.of(dispatching))
                .or(() -> isClosing ? Optional.of("the engine is being closed") : Optional.empty());
        List<String> abandoned = carrying.abandoned().all();
        List<String> warnings = repository.warnings();
        boolean isWell = abandoned.isEmpty() && warnings.isEmpty();
        Health.State state = trouble.isPresent() ? Health.State.RED : isWell ? Health.State.GREEN : Health.State.YELLOW;
        long queued = trouble.isPresent()
                ? 0
                : repository.queues().all().stream()
                        .mapToLong(QueueState::queued)
                        .sum();
        return new Health(
                state, live.count(), workers, queued, abandoned, leftOut, warnings, repository.toString(), trouble);
    }
}
