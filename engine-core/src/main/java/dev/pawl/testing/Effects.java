package dev.pawl.testing;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import dev.pawl.event.StepResolved;
import dev.pawl.pipeline.Effect;
import dev.pawl.testing.WorkLog.Did;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the bodies of a run did, before a crash and after it, held against its log. Confined to one trial.
 *
 * @param before how many entries of the work log are from before the crash
 */
record Effects(Flows flows, Loose loose, Outcome outcome, int before) {
    /** What each attempt saw, by its name; without loose ones and without that step. */
    Map<String, String> exact(String without) {
        Map<String, String> all = new TreeMap<>();
        outcome.did().stream()
                .filter(did -> !loose.isLoose(did.path()) && !isOf(without, did.path()))
                .forEach(did -> all.merge(
                        did.which(), did.saw(), (one, other) -> one.equals(other) ? one : one + " and " + other));
        return all;
    }

    /** Whether the path is that of the step or of its compensation. */
    static boolean isOf(String step, String path) {
        return !step.isEmpty() && (path.equals(step) || path.equals(step + "/undo"));
    }

    /** The first thing that is wrong; empty when all is well. */
    String complaint() {
        Map<String, Integer> first = counts(outcome.did().subList(0, before));
        Map<String, Integer> second =
                counts(outcome.did().subList(before, outcome.did().size()));
        for (Map<String, Integer> part : List.of(first, second)) {
            for (Map.Entry<String, Integer> each : part.entrySet()) {
                if (each.getValue() > 1) {
                    return each.getKey() + " runs " + each.getValue() + " times without a crash between";
                }
            }
        }
        Set<String> recordedBefore = recorded(outcome.before());
        for (String which : recordedBefore) {
            if (second.containsKey(which)) {
                return which + " was recorded before the crash and runs again";
            }
        }
        String unrecorded = unrecorded(recorded(outcome.events()));
        return !unrecorded.isEmpty() ? unrecorded : inFlight(recordedBefore, second.keySet());
    }

    /** Each attempt that was recorded has run, and each that has run was recorded, where nobody was cancelled. */
    private String unrecorded(Set<String> recorded) {
        Set<String> ran = new HashSet<>(counts(outcome.did()).keySet());
        for (String which : recorded) {
            if (!loose.isLoose(path(which)) && !ran.contains(which)) {
                return which + " is recorded and has not run";
            }
        }
        for (String which : ran) {
            if (!loose.isLoose(path(which))
                    && !recorded.contains(which)
                    && !isResolved(path(which), StepResolved.Decision.DONE)) {
                return which + " has run and is not recorded";
            }
        }
        return "";
    }

    /** Of one flow, only the last body may have been in flight, and PURE ones before it, whose records nobody waits for. */
    private String inFlight(Set<String> recorded, Set<String> after) {
        List<Did> all = outcome.did().subList(0, before);
        for (int i = 0; i < all.size(); i++) {
            Did did = all.get(i);
            if (recorded.contains(did.which())) {
                continue;
            }
            boolean isRepeated = after.contains(did.which());
            if (did.effect() == Effect.EXTERNAL_ONCE
                    && isRepeated
                    && !isResolved(did.path(), StepResolved.Decision.REPEAT)) {
                return did + " is repeated without a person being asked";
            }
            if (did.effect() != Effect.PURE && !loose.isLoose(did.path())) {
                for (Did later : all.subList(i + 1, all.size())) {
                    if (!flows.areConcurrent(did.path(), later.path())) {
                        return did + " is " + did.effect() + " and was not recorded before " + later;
                    }
                }
            }
        }
        return "";
    }

    private boolean isResolved(String path, StepResolved.Decision decision) {
        return outcome.resolved().stream().anyMatch(e -> e.path().equals(path) && e.decision() == decision);
    }

    /** The attempts of steps that are recorded to their end. */
    private Set<String> recorded(List<ProgressEvent> events) {
        Set<String> all = new HashSet<>();
        for (ProgressEvent event : events) {
            if (event instanceof StepFinished e) {
                all.add(e.path() + "#" + e.attempt());
            } else if (event instanceof StepFailed e && flows.step(e.path()) != null) {
                all.add(e.path() + "#" + e.attempt());
            }
        }
        return all;
    }

    private static Map<String, Integer> counts(List<Did> all) {
        Map<String, Integer> counts = new HashMap<>();
        all.forEach(did -> counts.merge(did.which(), 1, Integer::sum));
        return counts;
    }

    private static String path(String which) {
        return which.substring(0, which.lastIndexOf('#'));
    }
}
