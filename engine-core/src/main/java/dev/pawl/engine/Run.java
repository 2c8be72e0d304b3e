package dev.pawl.engine;

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
    private volatile CompletableFuture<RunResult> result;

    Run(String id, RecordedRuns runs, CompletableFuture<RunResult> result) {
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
     */
    public RunResult await() throws InterruptedException {
        try {
            return current().get();
        } catch (ExecutionException e) {
            throw refused(e);
        }
    }

    /** As {@link #await()}, but empty when the time is up before. */
    public Optional<RunResult> await(Duration timeout) throws InterruptedException {
        try {
            return Optional.of(current().get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw refused(e);
        }
    }

    /** What was recorded of this run after that event, and then what happens. */
    public EventFeed events(long afterSeq) {
        return runs.events(id, afterSeq);
    }

    /** What is known is final, unless the run was parked: somebody may have brought it on its way again. */
    private CompletableFuture<RunResult> current() {
        CompletableFuture<RunResult> known = result;
        if (!known.isDone()
                || (!known.isCompletedExceptionally() && known.join().status().isTerminal())) {
            return known;
        }
        CompletableFuture<RunResult> newer = runs.result(id);
        result = newer;
        return newer;
    }

    private static RefusedException refused(ExecutionException e) {
        if (e.getCause() instanceof RefusedException refused) {
            return refused;
        }
        throw new IllegalStateException("the engine failed while a run was awaited", e.getCause());
    }

    @Override
    public String toString() {
        return "run " + id;
    }
}
