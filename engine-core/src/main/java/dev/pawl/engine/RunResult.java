package dev.pawl.engine;

import dev.pawl.api.Key;
import dev.pawl.api.Values;
import dev.pawl.event.RunStatus;
import dev.pawl.store.RunRow;
import dev.pawl.walk.Ending;
import java.util.Optional;

/** How a run ended, or why it is parked, and its values. Thread-safe. */
public final class RunResult implements Values {
    private final String run;
    private final String pipeline;
    private final Ending ending;

    RunResult(RunRow row, Ending ending) {
        this.run = row.spec().id();
        this.pipeline = row.spec().pipeline();
        this.ending = ending;
    }

    public String run() {
        return run;
    }

    /** COMPLETED, FAILED, CANCELLED or PARKED. */
    public RunStatus status() {
        return ending.status();
    }

    /** The step that decided it; empty when none did. */
    public String path() {
        return ending.path();
    }

    /** Why; empty when it simply completed. */
    public String message() {
        return ending.message();
    }

    /** This, when the run has completed. */
    public RunResult orThrow() {
        if (status() == RunStatus.COMPLETED) {
            return this;
        }
        throw new RunFailedException(
                pipeline, run, status(), path(), message(), ending.cause().orElse(null));
    }

    @Override
    public <T> T get(Key<T> key) {
        return ending.values().get(key);
    }

    @Override
    public <T> Optional<T> find(Key<T> key) {
        return ending.values().find(key);
    }

    @Override
    public <T> T result(String step, Class<T> type) {
        return ending.values().result(step, type);
    }

    @Override
    public String toString() {
        return pipeline + " " + run + " " + status() + (message().isEmpty() ? "" : ": " + message());
    }
}
