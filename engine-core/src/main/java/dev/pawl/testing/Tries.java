package dev.pawl.testing;

import dev.pawl.pipeline.Retry;
import java.time.Duration;
import java.util.List;

/**
 * What the attempts of a step do, and how many there may be. Immutable.
 *
 * @param deeds of the attempts, the first one first; the last one is also that of all attempts after it
 * @param attempts how many the retry allows
 * @param picky whether the retry has an {@code onlyIf}, which does not want an {@link IllegalStateException} again
 */
record Tries(List<Deed> deeds, int attempts, long backoffMillis, boolean picky) {
    static final Tries OF_NOTHING = new Tries(List.of(Deed.NOTHING), 1, 0, false);

    Deed of(int attempt) {
        return deeds.get(Math.min(attempt, deeds.size()) - 1);
    }

    /** What is done where nothing may go wrong. */
    Deed harmless() {
        return deeds.get(deeds.size() - 1).harmless();
    }

    Retry retry() {
        Retry retry = Retry.times(attempts).backoff(Duration.ofMillis(backoffMillis));
        return picky ? retry.onlyIf(thrown -> !(thrown instanceof IllegalStateException)) : retry;
    }

    boolean has(Deed.End end) {
        return deeds.stream().anyMatch(deed -> deed.end() == end);
    }
}
