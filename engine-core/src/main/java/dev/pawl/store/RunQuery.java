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

    /** What a run waits for, by path. */
    List<Wait> waits(long run);

    /** The waits of one kind of all runs, with this name or, when it is empty, any; by run and path, after that one, at most {@code max}. */
    List<Wait> waits(String kind, String name, long afterRun, String afterPath, int max);

    /**
     * The hours of runs that have ended, the newest submitted first, numbered below {@code before}, at most {@code max}. They are for figures:
     * the rows are not checked for damage.
     */
    List<EndedRuns.Ended> ended(EndedRuns which, long before, int max);

    /**
     * Which runs a list shows; empty texts and a missing status let everything through.
     *
     * @param origin only the runs of this chain: the run with this id, and those that go on with it
     */
    record RunFilter(Optional<RunStatus> status, String subject, String queue, String origin) {
        public RunFilter(Optional<RunStatus> status, String subject, String queue) {
            this(status, subject, queue, "");
        }

        public static RunFilter all() {
            return new RunFilter(Optional.empty(), "", "");
        }

        public static RunFilter of(RunStatus status) {
            return new RunFilter(Optional.of(status), "", "");
        }

        public static RunFilter ofChain(String origin) {
            return new RunFilter(Optional.empty(), "", "", origin);
        }
    }
}
