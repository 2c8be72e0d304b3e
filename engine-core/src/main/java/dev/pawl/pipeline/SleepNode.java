package dev.pawl.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Waits for a time, without a thread. Immutable.
 *
 * @param duration how long
 * @param until where the instant stands, a text such as {@code 2030-01-01T08:00:00Z}; exactly one of both is given
 */
public record SleepNode(String id, Optional<Duration> duration, Optional<Reference> until) implements Node {
    public SleepNode {
        Names.checkId(id);
        duration.ifPresent(d -> Names.checkDuration("duration", d));
        if (duration.isPresent() == until.isPresent()) {
            throw new IllegalArgumentException("sleep has " + (duration.isPresent() ? "both" : "neither")
                    + " a duration and a time to wake: say either");
        }
    }

    @Override
    public String kind() {
        return "sleep";
    }

    @Override
    public Map<String, Object> shape() {
        return Shape.of("id", id)
                .and("kind", kind())
                .and("for", duration.map(Duration::toString))
                .and("until", until.map(Reference::toString))
                .map();
    }

    @Override
    public List<Reference> references() {
        return until.isPresent() ? List.of(until.get()) : List.of();
    }
}
