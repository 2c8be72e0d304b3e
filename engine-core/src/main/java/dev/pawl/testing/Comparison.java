package dev.pawl.testing;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.StepResolved;
import dev.pawl.pipeline.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Holds a run that was interrupted against one that was not.
 *
 * <p>Exactly equal are: the status, the path and the message of the end; the values and the data of the nodes at the end; for the run
 * itself, and for each branch and each item, the recorded events in their order (the order between branches is not compared); and what
 * each attempt has seen and done. An attempt that was recorded to end before the crash has run once, before it; one that was not has run
 * once after it. In each branch only the last body may have been in flight, and PURE ones before it.
 *
 * <p>{@link Loose} branches and items are held to less: no attempt runs twice without a crash between, none that was recorded before the
 * crash runs again, and each step that was finished with a compensation is {@link Undone}, once. Immutable.
 *
 * @param where the seed and the crash, for messages
 * @param without the step of which a person has said that it was done; empty when there is none
 */
record Comparison(String where, RandomWork work, String without, Outcome straight, Outcome cut) {
    /** A run that was not interrupted keeps the rules too. */
    static void check(String where, RandomWork work, Outcome straight) {
        new Comparison(where, work, "", straight, straight).check(0);
    }

    /** @param before how much the bodies had done when the crash was over */
    void check(int before) {
        Flows flows = new Flows(work);
        Loose loose = new Loose(flows, List.of(straight.events(), cut.events()));
        equal("complaints", List.of(), cut.wrong());
        equal("the ends", straight.end(), cut.end());
        equal("values", straight.values(), cut.values());
        equal("events", stories(straight, flows, loose), stories(cut, flows, loose));
        Effects effects = new Effects(flows, loose, cut, before);
        equal("effects", new Effects(flows, loose, straight, 0).exact(without), effects.exact(without));
        equal("complaints about effects", "", effects.complaint());
        equal("complaints about compensations", List.of(), List.copyOf(Undone.complaints(flows, cut)));
        checkTokens(before);
        checkResolved(flows, before);
    }

    /** The lines of the run, and of each branch and item. */
    private Map<String, List<String>> stories(Outcome of, Flows flows, Loose loose) {
        Map<String, List<String>> stories = new TreeMap<>();
        for (Story.Line line : Story.of(of.events(), of.crashedAt())) {
            if (!loose.isLoose(line.path()) && !Effects.isOf(without, line.path())) {
                stories.computeIfAbsent(flows.innermost(line.path()), f -> new ArrayList<>())
                        .add(line.toString());
            }
        }
        return stories;
    }

    private void checkTokens(int before) {
        List<WorkLog.Did> did = cut.did();
        long newest = did.subList(0, before).stream()
                .mapToLong(WorkLog.Did::token)
                .max()
                .orElse(0);
        long oldest = did.subList(before, did.size()).stream()
                .mapToLong(WorkLog.Did::token)
                .min()
                .orElse(Long.MAX_VALUE);
        that(oldest > newest, "the fencing token grows: it was " + newest + " and then " + oldest);
    }

    private void checkResolved(Flows flows, int before) {
        for (StepResolved event : cut.resolved()) {
            StepPlan step = flows.step(event.path());
            Effect effect =
                    Flows.isUndo(event.path()) ? step.undo().orElseThrow().effect() : step.effect();
            that(
                    effect == Effect.EXTERNAL_ONCE,
                    "a person is asked about EXTERNAL_ONCE steps only, not about " + event.path());
        }
        List<WorkLog.Did> after = cut.did().subList(before, cut.did().size());
        that(
                without.isEmpty() || after.stream().noneMatch(did -> did.path().equals(without)),
                without + " does not run when a person says that it was done");
    }

    private void equal(String what, Map<String, ?> expected, Map<String, ?> found) {
        Map<String, Object> missing = new TreeMap<>(expected);
        missing.entrySet().removeIf(e -> e.getValue().equals(found.get(e.getKey())));
        Map<String, Object> extra = new TreeMap<>(found);
        extra.entrySet().removeIf(e -> e.getValue().equals(expected.get(e.getKey())));
        that(
                missing.isEmpty() && extra.isEmpty(),
                what + " are equal: expected\n  " + missing + "\nbut found\n  " + extra);
    }

    private void equal(String what, Object expected, Object found) {
        that(expected.equals(found), what + " are equal: expected\n  " + expected + "\nbut found\n  " + found);
    }

    private void that(boolean holds, String claim) {
        if (!holds) {
            throw new AssertionError(where + ": it does not hold that " + claim + "\nevents\n  "
                    + lines(straight == cut ? Stream.empty() : straight.events().stream())
                    + "\nevents after the crash\n  "
                    + lines(cut.events().stream().map(this::timed)) + "\nwork\n  "
                    + lines(work.top()));
        }
    }

    private String timed(ProgressEvent event) {
        return (event.position() <= cut.crashedAt() ? "(before the crash) " : "") + event;
    }

    private static String lines(Stream<?> things) {
        return String.join("\n  ", things.map(Object::toString).toList());
    }
}
