package dev.pawl.testing;

import dev.pawl.pipeline.Effect;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds a run that was interrupted against one that was not.
 *
 * <p>An attempt that was recorded to end must not be repeated. Of those that came to their end and were not recorded, the last was in
 * flight; before it there may be PURE steps only, whose records nobody waits for. Everything else is equal. Immutable.
 *
 * @param resolved the step about which a person was asked; empty when nobody was
 */
record Comparison(String where, RandomWork work, String resolved, Outcome straight, Outcome cut) {

    /** @param recorded how many attempts had been recorded to end before the crash */
    void check(List<WorkLog.Did> before, int recorded) {
        checkState();
        equal("events", Story.of(straight.events()), Story.of(cut.events()));
        checkEffects(straight.did(), before, after(before), recorded);
    }

    /** Compares all but one step, of which a person has said that it was done. */
    void checkWithout(String path, List<WorkLog.Did> before) {
        checkState();
        equal("events", Story.without(path, Story.of(straight.events())), Story.without(path, Story.of(cut.events())));
        List<WorkLog.Did> others = without(path, before);
        List<WorkLog.Did> after = after(before);
        that(after.equals(without(path, after)), path + " does not run when a person says that it was done");
        // Its beginning was committed, and with it everything before.
        checkEffects(without(path, straight.did()), others, after, others.size());
    }

    private void checkState() {
        equal("complaints", List.of(), cut.wrong());
        equal("the end", straight.end(), cut.end());
        equal("values", straight.values(), cut.values());
        that(
                resolved.isEmpty() || work.node(resolved).effect() == Effect.EXTERNAL_ONCE,
                "a person is asked only about EXTERNAL_ONCE steps, not about " + resolved);
    }

    private void checkEffects(List<WorkLog.Did> all, List<WorkLog.Did> before, List<WorkLog.Did> after, int recorded) {
        same("effects before the crash", all.subList(0, Math.min(before.size(), all.size())), before);
        same("effects after the crash", all.subList(Math.min(recorded, all.size()), all.size()), after);
        that(recorded <= before.size(), recorded + " attempts are recorded, " + before.size() + " were made");
        for (int i = recorded; i < before.size() - 1; i++) {
            Effect effect = work.node(before.get(i).path()).effect();
            that(effect == Effect.PURE, "attempt " + before.get(i) + " was in flight with others and is " + effect);
        }
        if (before.size() > recorded && resolved.isEmpty()) {
            WorkLog.Did last = before.get(before.size() - 1);
            boolean isFallback = last.attempt() > 1;
            Effect effect = work.node(last.path()).effect();
            that(effect != Effect.EXTERNAL_ONCE || isFallback, last + " is repeated without a person being asked");
        }
        long oldest = after.stream().mapToLong(WorkLog.Did::token).min().orElse(Long.MAX_VALUE);
        long newest = before.stream().mapToLong(WorkLog.Did::token).max().orElse(0);
        that(oldest > newest, "the fencing token grows: it was " + newest + " and then " + oldest);
    }

    private List<WorkLog.Did> after(List<WorkLog.Did> before) {
        return cut.did().subList(before.size(), cut.did().size());
    }

    private static List<WorkLog.Did> without(String path, List<WorkLog.Did> all) {
        return all.stream().filter(did -> !did.path().equals(path)).toList();
    }

    private void same(String what, List<WorkLog.Did> expected, List<WorkLog.Did> found) {
        equal(what, words(expected), words(found));
    }

    private static List<String> words(List<WorkLog.Did> all) {
        return all.stream().map(WorkLog.Did::toString).toList();
    }

    private void equal(String what, Object expected, Object found) {
        that(expected.equals(found), what + " are equal: expected\n  " + expected + "\nbut found\n  " + found);
    }

    private void that(boolean holds, String claim) {
        if (!holds) {
            throw new AssertionError(where + ": it does not hold that " + claim + "\nevents\n  "
                    + lines(cut.events().stream()) + "\nwork\n  " + lines(work.nodes().stream()));
        }
    }

    private static String lines(Stream<?> things) {
        return String.join("\n  ", things.map(Object::toString).toList());
    }
}
