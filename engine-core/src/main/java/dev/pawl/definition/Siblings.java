package dev.pawl.definition;

import java.util.HashMap;
import java.util.Map;

/** The ids that stand beside each other. Confined to one reading. */
final class Siblings {
    private final Map<String, At> seen = new HashMap<>();
    private final Problems problems;

    Siblings(Problems problems) {
        this.problems = problems;
    }

    void add(Object tree, At at) {
        if (tree instanceof Map<?, ?> map && map.get("id") instanceof String id) {
            At first = seen.putIfAbsent(id, at);
            if (first != null) {
                problems.addHole(
                        at.field("id"), Tree.quoted(id) + " stands twice, first at " + first + ": use another id");
            }
        }
    }
}
