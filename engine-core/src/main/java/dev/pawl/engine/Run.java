package dev.pawl.engine;

import dev.pawl.api.PawlException;
import dev.pawl.event.EventFeed;
import dev.pawl.event.RunStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A submitted run, whoever carries it. Thread-safe. */
public final class Run {
    private final String id;
    private final RecordedRuns runs;
    private volatile Optional<CompletableFuture<RunResult>> result;

    /** @param result where it is at hand */
    Run(String id, RecordedRuns runs, Optional<CompletableFuture<RunResult>> result) {
        this.id = id;
        this.runs = runs;
        this.result = result;
    }

    public String id() {
        return id;
    }

    /** Where it stands, read from the store. */
    public RunStatus status() {
        return runs.row(id).state().status();
    }

    /**
     * Waits until the run has ended or is parked.
     *
     * @throws RefusedException when the engine is closed before; the run goes on when an engine opens the store again
     * @throws dev.pawl.store.StoreException when the run's log cannot be read
     */
    public RunResult await() throws InterruptedException {
        while (true) {
            RunResult known = get(current(), Long.MAX_VALUE).orElseThrow();
            if (isStill(known)) {
                return known;
            }
        }
    }

    /** As {@link #await()}, but empty when the time is up before. */
    public Optional<RunResult> await(Duration timeout) throws InterruptedException {
        long until = System.nanoTime() + timeout.toNanos();
        while (true) {
            Optional<RunResult> known = get(current(), until - System.nanoTime());
            if (known.isEmpty() || isStill(known.get())) {
                return known;
            }
        }
    }

    /** Somebody may have brought a parked run on its way before those who waited were told. */
    private boolean isStill(RunResult known) {
        return known.status().isTerminal() || status() == known.status();
    }

    /** What was recorded of this run after that event, and then what happens. */
    public EventFeed events(long afterSeq) {
        return runs.events(id, afterSeq);
    }

    /** What is known is final, unless the run was parked. */
    private CompletableFuture<RunResult> current() {
        Optional<CompletableFuture<RunResult>> known = result;
        if (known.isPresent() && !isParked(known.get())) {
            return known.get();
        }
        CompletableFuture<RunResult> newer = runs.result(id);
        result = Optional.of(newer);
        return newer;
    }

    private static boolean isParked(CompletableFuture<RunResult> known) {
        return known.isDone()
                && !known.isCompletedExceptionally()
                && !known.join().status().isTerminal();
    }

    private static Optional<RunResult> get(CompletableFuture<RunResult> result, long nanos)
            throws InterruptedException {
        try {
            return Optional.of(result.get(nanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PawlException known) {
                throw known;
            }
            throw new IllegalStateException("the engine failed while a run was awaited", e.getCause());
        }
    }

    @Override
    public String toString() {
        return "run " + id;
    }
}
