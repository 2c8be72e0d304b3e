package dev.pawl.engine;

import dev.pawl.api.PawlException;
import dev.pawl.engine.RefusedException.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Those who wait for runs of this engine. Thread-safe. */
final class Results {
    private final Map<String, CompletableFuture<RunResult>> open = new ConcurrentHashMap<>();
    private final Map<Long, String> elsewhere = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** Completed when the run ends, is parked, or the engine closes. */
    CompletableFuture<RunResult> of(String run) {
        CompletableFuture<RunResult> result = open.computeIfAbsent(run, r -> new CompletableFuture<>());
        if (closed) {
            refuse(run, result);
        }
        return result;
    }

    void ended(String run, RunResult result) {
        CompletableFuture<RunResult> waiting = open.remove(run);
        if (waiting != null) {
            waiting.complete(result);
        }
    }

    /** Another engine that shares the repository may come to carry this run, and its end is only seen in the log. */
    void mayEndElsewhere(long number, String run) {
        elsewhere.put(number, run);
    }

    /** The run was let go of here, and whoever claims it next may be somebody else. */
    void letGo(long number, String run) {
        if (open.containsKey(run)) {
            elsewhere.put(number, run);
        }
    }

    boolean isAwaited(String run) {
        return open.containsKey(run);
    }

    void carriedHere(long number) {
        elsewhere.remove(number);
    }

    /**
     * The id of a run that was seen in the log to be carried no more, if nobody here has carried it.
     *
     * @param isLast whether it has ended; one that is parked may go on and end before anybody has looked
     */
    Optional<String> endedElsewhere(long number, boolean isLast) {
        return Optional.ofNullable(isLast ? elsewhere.remove(number) : elsewhere.get(number));
    }

    /** What became of the run cannot be known. */
    void failed(String run, PawlException why) {
        CompletableFuture<RunResult> waiting = open.remove(run);
        if (waiting != null) {
            waiting.completeExceptionally(why);
        }
    }

    /** Nobody waits for it any more. */
    void forget(String run) {
        open.remove(run);
    }

    void close() {
        closed = true;
        open.forEach(this::refuse);
    }

    private void refuse(String run, CompletableFuture<RunResult> waiting) {
        waiting.completeExceptionally(new RefusedException(
                Reason.CLOSED,
                "run " + run + " had not ended when the engine was closed; it goes on when an engine opens the store"));
    }
}
