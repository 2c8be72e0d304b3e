package dev.pawl.report;

import dev.pawl.event.RunStatus;
import dev.pawl.store.EndedRuns;
import dev.pawl.store.EndedRuns.Ended;
import dev.pawl.store.RunQuery;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Figures over runs that have ended. Durations are those of completed runs, from their first start to their end, with what they waited in
 * between; 0 when none has completed. Immutable.
 *
 * @param counts how many have ended as COMPLETED, FAILED and CANCELLED; each of the three is there
 * @param mean the mean duration
 * @param median half of them took no longer
 * @param p95 95 of 100 took no longer
 * @param meanQueued how long they waited for their start, in the mean
 */
public record Statistics(
        Map<RunStatus, Long> counts, Duration mean, Duration median, Duration p95, Duration meanQueued) {
    private static final int PAGE = 20_000;

    public Statistics {
        counts = Collections.unmodifiableMap(new EnumMap<>(counts));
    }

    /** All that have ended. */
    public long runs() {
        return counts.values().stream().mapToLong(n -> n).sum();
    }

    /** The share that has completed, 0 to 1; 0 when none has ended. */
    public double completionRate() {
        return rate(RunStatus.COMPLETED);
    }

    /** The share that has failed, 0 to 1; 0 when none has ended. */
    public double errorRate() {
        return rate(RunStatus.FAILED);
    }

    private double rate(RunStatus status) {
        return runs() == 0 ? 0 : (double) counts.get(status) / runs();
    }

    /** Reads the runs that are meant, page by page. */
    public static Statistics of(EndedRuns which, RunQuery query) {
        Sums sums = new Sums();
        long before = Long.MAX_VALUE;
        List<Ended> page;
        do {
            page = query.ended(which, before, PAGE);
            page.forEach(sums::add);
            before = page.isEmpty() ? before : page.get(page.size() - 1).number();
        } while (page.size() == PAGE);
        return sums.statistics();
    }

    private static final class Sums {
        private final Map<RunStatus, Long> counts = new EnumMap<>(RunStatus.class);
        private long[] durations = new long[1_024];
        private int size;
        private long queued;

        Sums() {
            for (RunStatus status : RunStatus.values()) {
                if (status.isTerminal()) {
                    counts.put(status, 0L);
                }
            }
        }

        void add(Ended run) {
            counts.merge(run.status(), 1L, Long::sum);
            if (run.status() == RunStatus.COMPLETED) {
                if (size == durations.length) {
                    durations = Arrays.copyOf(durations, size * 2);
                }
                durations[size++] = Math.max(0, run.ended() - run.started());
                queued += Math.max(0, run.started() - run.created());
            }
        }

        Statistics statistics() {
            long[] sorted = Arrays.copyOf(durations, size);
            Arrays.sort(sorted);
            return new Statistics(
                    counts,
                    mean(Arrays.stream(sorted).sum()),
                    percentile(sorted, 50),
                    percentile(sorted, 95),
                    mean(queued));
        }

        private Duration mean(long sum) {
            return Duration.ofMillis(size == 0 ? 0 : Math.round((double) sum / size));
        }

        /** The smallest duration that as many are not longer than. */
        private static Duration percentile(long[] sorted, int percent) {
            int rank = (int) Math.ceil(sorted.length * (percent / 100.0));
            return Duration.ofMillis(sorted.length == 0 ? 0 : sorted[Math.max(0, rank - 1)]);
        }
    }
}
