package dev.pawl.store;

import dev.pawl.event.RunStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions about runs. Thread-safe. */
public interface RunQuery {
    Optional<RunRow> find(String id);

    Optional<RunRow> find(long number);

    Optional<RunRow> findByKey(String key);

    /** The newest runs first, numbered below {@code before}, at most {@code max}. */
    List<RunRow> list(RunFilter filter, long before, int max);

    /** How many runs have each status. */
    Map<RunStatus, Long> counts();

    /** Which runs a list shows; empty texts and a missing status let everything through. */
    record RunFilter(Optional<RunStatus> status, String subject, String queue) {
        public static RunFilter all() {
            return new RunFilter(Optional.empty(), "", "");
        }

        public static RunFilter of(RunStatus status) {
            return new RunFilter(Optional.of(status), "", "");
        }
    }
}
