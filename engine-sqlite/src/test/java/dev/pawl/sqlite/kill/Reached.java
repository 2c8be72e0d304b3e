package dev.pawl.sqlite.kill;

import dev.pawl.sqlite.kill.Oracle.Attempt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far each run must be recorded, because a body has begun that may only begin when all before it is: everything up to the last
 * step before it that is not PURE, and the failures of its own earlier attempts. Confined to one test.
 */
final class Reached {
    /** No step has so many attempts. */
    private static final int ATTEMPTS = 10;

    private final Map<String, Integer> byRun = new HashMap<>();

    /** A body begins; says whether it may, after what has begun in the run before. */
    boolean mayBegin(String key, Attempt attempt) {
        List<String> steps = Workload.stepsOf(key);
        int index = steps.indexOf(attempt.step());
        int place = index * ATTEMPTS + attempt.number();
        int recorded = place;
        if (attempt.number() == 1) {
            while (index > 0 && Workload.PURE.contains(steps.get(index - 1))) {
                index--;
            }
            recorded = index * ATTEMPTS;
        }
        return place >= byRun.merge(attempt.run(), recorded, Math::max);
    }
}
