package dev.pawl.engine;

import java.util.List;
import java.util.Optional;

/**
 * How an engine is. Immutable.
 *
 * @param active how many runs it carries
 * @param workers how many it may carry at a time
 * @param queued how many runs wait for their turn in all queues of the store
 * @param abandoned the bodies that do not end though they were interrupted, each with the thread that it holds
 * @param leftOut the step providers, and types of theirs, that were left out, a sentence each; runs go on without them
 * @param warnings what has failed beside the runs, a sentence each: a backup of the store, a pruning
 * @param store what the store is and where
 * @param trouble why nothing can be written or claimed at the moment; empty when all is well
 */
public record Health(
        State state,
        int active,
        int workers,
        long queued,
        List<String> abandoned,
        List<String> leftOut,
        List<String> warnings,
        String store,
        Optional<String> trouble) {
    /** At one look. */
    public enum State {
        /** All is well. */
        GREEN,
        /** Runs go on, but somebody should look: bodies that were abandoned hold threads, or there are {@link Health#warnings}. */
        YELLOW,
        /** The store cannot be used, or the engine is being closed: nothing goes on. */
        RED
    }

    public Health {
        abandoned = List.copyOf(abandoned);
        leftOut = List.copyOf(leftOut);
        warnings = List.copyOf(warnings);
    }

    @Override
    public String toString() {
        return state + ": " + active + " of " + workers + " runs carried, " + queued + " queued, "
                + abandoned.size() + " bodies abandoned, "
                + (leftOut.isEmpty() ? "" : "step providers left out: " + leftOut.size() + ", ") + store
                + trouble.map(why -> ", in trouble: " + why).orElse("")
                + (warnings.isEmpty() ? "" : ", warnings: " + String.join("; ", warnings));
    }
}
