package dev.pawl.engine;

import dev.pawl.event.RunStatus;
import dev.pawl.store.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a run stands where it stands; {@code toString} is a sentence for people. Immutable. */
public sealed interface Explanation {
    /**
     * It waits for its turn.
     *
     * @param position 1 when it is the next one
     * @param expectedStart guessed from the runs of its queue that have ended; empty when nothing can be said
     */
    record Queued(String queue, Obstacle obstacle, long position, Optional<Instant> expectedStart)
            implements Explanation {
        @Override
        public String toString() {
            return switch (obstacle) {
                case TURN ->
                    "It waits for its turn as number " + position + " in queue '" + queue + "'" + start() + ".";
                case LIMIT ->
                    "It waits as number " + position + " in queue '" + queue + "', which carries as many runs as it may"
                            + start() + ".";
                case PAUSED -> "Queue '" + queue + "' is paused; resume it to let the run begin.";
                case DELAYED -> "It was submitted to begin later" + start() + ".";
                case CANCELLED ->
                    "Its cancel was asked for before it was carried; the next engine with workers for queue '" + queue
                            + "' ends it.";
                case CONCURRENCY_KEY -> "Another run with its concurrency key is being carried; it begins after that.";
            };
        }

        private String start() {
            return expectedStart.map(at -> ", expected to begin at " + at).orElse("");
        }
    }

    /** What keeps a queued run from beginning. */
    enum Obstacle {
        TURN,
        LIMIT,
        PAUSED,
        DELAYED,
        /** Nothing but the want of an engine: it goes before all others, to be ended. */
        CANCELLED,
        CONCURRENCY_KEY
    }

    /**
     * It is being carried.
     *
     * @param steps what is under way here, with the newest that was said of it; empty when another engine carries it
     * @param listener which holds the run up; empty when none does
     */
    record Running(boolean isCancelling, List<String> steps, Optional<SlowListener> listener) implements Explanation {
        @Override
        public String toString() {
            String what = isCancelling ? "It is being cancelled" : "It is being carried";
            String at = steps.isEmpty() ? "" : ": " + String.join("; ", steps);
            return what + at + listener.map(l -> ". " + l).orElse("") + ".";
        }
    }

    /** A listener that has not come back. */
    record SlowListener(String listener, Duration since) {
        @Override
        public String toString() {
            return "Listener " + listener + " has held it up for " + since.toMillis() + " ms";
        }
    }

    /**
     * It waits, holding neither thread nor slot.
     *
     * @param reason in a few words
     * @param waits for what, at which nodes
     * @param until when it goes on without anybody; empty when it never does
     */
    record Waiting(String reason, List<Wait> waits, Optional<Instant> until) implements Explanation {
        @Override
        public String toString() {
            return "It waits for " + reason + until.map(at -> ", until " + at).orElse("") + ".";
        }
    }

    /**
     * It needs a person.
     *
     * @param reason a word for programs: INTERRUPTED, CHANGED, MISSING or DAMAGED
     * @param exits what can be done
     */
    record Parked(String reason, String message, List<String> exits) implements Explanation {
        @Override
        public String toString() {
            return "It needs a person (" + reason.toLowerCase(Locale.ROOT) + "): " + message + ". Ways out: "
                    + String.join("; ", exits) + ".";
        }
    }

    /** It is over. */
    record Ended(RunStatus status, String path, String message) implements Explanation {
        @Override
        public String toString() {
            return "It has ended as " + status.name().toLowerCase(Locale.ROOT)
                    + (path.isEmpty() ? "" : " at " + path)
                    + (message.isEmpty() ? "" : ": " + message) + ".";
        }
    }
}
