package dev.pawl.walk;

import dev.pawl.pipeline.ParallelNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** When a parallel is decided, and whether its winners agree, in every kind of run. Stateless. */
public final class Joining {
    private Joining() {}

    public static boolean isWon(ParallelNode parallel, int done) {
        return done >= needed(parallel);
    }

    /** Whether too few can still succeed. */
    public static boolean isLost(ParallelNode parallel, int failed) {
        return parallel.branches().size() - failed < needed(parallel);
    }

    private static int needed(ParallelNode parallel) {
        return parallel.join().needed(parallel.branches().size());
    }

    /** The first key in the order of their names that two winners have put, if there is one. */
    public static Optional<Failure> conflict(List<String> winners, Function<String, Collection<String>> keysOf) {
        Map<String, String> putBy = new HashMap<>();
        for (String winner : winners) {
            for (String key : new TreeSet<>(keysOf.apply(winner))) {
                String other = putBy.put(key, winner);
                if (other != null) {
                    return Optional.of(Unable.conflict(key, other, winner));
                }
            }
        }
        return Optional.empty();
    }
}
