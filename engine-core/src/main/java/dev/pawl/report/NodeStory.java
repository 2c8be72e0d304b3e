package dev.pawl.report;

import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the events say of one node, as far as they have been read. Confined to one thread. */
final class NodeStory {
    private static final double NANOS_PER_MILLI = 1e6;

    final List<Attempt> attempts = new ArrayList<>();
    NodeState state = NodeState.PENDING;
    String message = "";

    /** In milliseconds since 1970; 0 before. */
    long started;

    long ended;

    /** Which way a branch took; null while it has not decided. */
    String choice;

    /** How many items or rounds there are; -1 while nobody knows. */
    int size = -1;

    /** The pipeline that has begun inside. */
    Optional<String> fingerprint = Optional.empty();

    void begin(long millis) {
        if (started == 0) {
            started = millis;
        }
        ended = 0;
    }

    /** That it has begun may be read after its end, or twice. */
    void running(int attempt, long millis) {
        if (attempts.stream().anyMatch(each -> each.number() == attempt && each.state() != NodeState.INTERRUPTED)) {
            return;
        }
        begin(millis);
        state = NodeState.RUNNING;
        attempts.add(
                new Attempt(attempt, Instant.ofEpochMilli(millis), Duration.ZERO, state, "", "", Optional.empty()));
    }

    /** What the event says of this attempt takes the place of what was known of its beginning. */
    void finished(StepFinished e) {
        attempt(
                e.attempt(),
                e.millis(),
                e.nanos(),
                NodeState.valueOf(e.outcome().name()),
                "",
                e.message(),
                0);
        over(NodeState.valueOf(e.outcome().name()), e.millis(), e.message());
    }

    void failed(StepFailed e) {
        if (e.attempt() > 0) {
            attempt(e.attempt(), e.millis(), e.nanos(), NodeState.FAILED, e.error(), e.message(), e.retryAt());
        }
        over(NodeState.FAILED, e.millis(), e.message());
        if (e.retryAt() > 0 || e.fallsBack()) {
            state = e.retryAt() > 0 ? NodeState.RETRYING : NodeState.RUNNING;
            ended = 0;
        }
    }

    private void attempt(int number, long millis, long nanos, NodeState how, String error, String said, long retryAt) {
        long began = millis - Math.round(nanos / NANOS_PER_MILLI);
        attempts.removeIf(known -> known.number() == number && known.state() == NodeState.RUNNING);
        attempts.add(new Attempt(
                number, Instant.ofEpochMilli(began), Duration.ofNanos(nanos), how, error, said, hour(retryAt)));
        begin(began);
    }

    void over(NodeState how, long millis, String said) {
        begin(millis);
        state = how;
        ended = millis;
        message = said;
    }

    /** Its engine is gone. */
    void interrupted(long millis) {
        if (state == NodeState.RUNNING && isAtWork()) {
            state = NodeState.INTERRUPTED;
            attempts.replaceAll(
                    each -> each.state() == NodeState.RUNNING ? each.as(NodeState.INTERRUPTED, millis) : each);
        }
    }

    boolean isAtWork() {
        return !attempts.isEmpty() && attempts.get(attempts.size() - 1).state() == NodeState.RUNNING;
    }

    boolean isOver() {
        return ended > 0;
    }

    boolean hasBegun() {
        return started > 0;
    }

    static Optional<Instant> hour(long millis) {
        return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
