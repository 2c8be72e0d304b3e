package dev.pawl.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

/** Walks through conditions without recursion, so that none is too deep to be looked at. Stateless. */
final class Conditions {
    private Conditions() {}

    /** Everything that the condition and its parts refer to. */
    static List<Reference> references(Condition condition) {
        List<Reference> found = new ArrayList<>();
        each(condition, (part, depth) -> found.addAll(part.references()));
        return found;
    }

    static boolean hasCode(Condition condition) {
        boolean[] found = new boolean[1];
        each(condition, (part, depth) -> found[0] |= part instanceof Condition.Inline);
        return found[0];
    }

    static long characters(Condition condition) {
        long[] sum = new long[1];
        each(condition, (part, depth) -> {
            if (part instanceof Comparison.Equal equal) {
                sum[0] += Size.characters(equal.value());
            } else if (part instanceof Comparison.In in) {
                sum[0] += Size.characters(in.values());
            } else if (part instanceof Comparison.Compare compare) {
                sum[0] += Size.characters(compare.value());
            }
        });
        return sum[0];
    }

    /** Refuses a condition that is too deep or too large to be asked. */
    static Condition checked(Condition condition) {
        int[] count = new int[1];
        each(condition, (part, depth) -> {
            if (depth > Limits.TREE_DEPTH || ++count[0] > Limits.TREE_VALUES) {
                throw new IllegalArgumentException("condition has more than " + Limits.TREE_DEPTH + " levels or "
                        + Limits.TREE_VALUES + " parts: make it smaller");
            }
        });
        return condition;
    }

    private static void each(Condition condition, BiConsumer<Condition, Integer> action) {
        record Part(Condition condition, int depth) {}
        Deque<Part> open = new ArrayDeque<>();
        open.push(new Part(condition, 1));
        while (!open.isEmpty()) {
            Part part = open.pop();
            action.accept(part.condition, part.depth);
            List<Condition> parts = part.condition.parts();
            for (int i = parts.size() - 1; i >= 0; i--) {
                open.push(new Part(parts.get(i), part.depth + 1));
            }
        }
    }
}
