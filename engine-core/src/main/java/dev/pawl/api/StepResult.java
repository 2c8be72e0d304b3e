package dev.pawl.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** How a step that did not fail ended; the walker acts on it. Immutable. */
public sealed interface StepResult {
    /** The sentence that watchers see; empty when there is nothing to say. */
    String message();

    /** The work was done; the walker goes on to the next node. */
    record Done(String message, Optional<Object> data) implements StepResult {
        static final Done PLAIN = new Done("", Optional.empty());

        public Done {
            requireNonNull(message, "message");
            requireNonNull(data, "data");
        }
    }

    /** There was nothing to do; the walker goes on, and the step shows as skipped. */
    record Skipped(String message) implements StepResult {
        public Skipped {
            requireNonNull(message, "message");
        }
    }

    /** The whole run is complete here; the nodes that follow are not entered. */
    record Stop(String message) implements StepResult {
        public Stop {
            requireNonNull(message, "message");
        }
    }

    static StepResult done() {
        return Done.PLAIN;
    }

    static StepResult done(String message) {
        return new Done(message, Optional.empty());
    }

    /**
     * Done, with data for later steps, which read it by this step's id: {@code context.result("site-setup")}. In a recorded
     * run it has to be storable, as a value that is put.
     */
    static StepResult done(String message, Object data) {
        return new Done(message, Optional.of(data));
    }

    static StepResult skipped(String reason) {
        return new Skipped(reason);
    }

    static StepResult stop(String reason) {
        return new Stop(reason);
    }
}
