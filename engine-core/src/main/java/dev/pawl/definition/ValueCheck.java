package dev.pawl.definition;

import dev.pawl.pipeline.Limits;
import dev.pawl.pipeline.Reference;
import java.util.List;
import java.util.Map;

/** Looks at values that a definition holds: settings, literals, defaults. Confined to one reading. */
final class ValueCheck {
    private final Problems problems;

    ValueCheck(Problems problems) {
        this.problems = problems;
    }

    /** Whether a value can be kept; what cannot is told with its place. */
    boolean check(Object tree, At at, boolean references) {
        int before = problems.count();
        look(tree, at, references, 1);
        if (problems.count() > before) {
            problems.leaveHole();
        }
        return problems.count() == before;
    }

    private void look(Object tree, At at, boolean references, int depth) {
        if (tree == null) {
            problems.add(at, "expected a value, found null: leave it out");
        } else if (depth > Limits.TREE_DEPTH) {
            problems.add(at, "lies deeper than " + Limits.TREE_DEPTH + " levels");
        } else if (tree instanceof String text && !Tree.isWellFormed(text)) {
            problems.add(at, "has half a surrogate pair, which cannot be stored");
        } else if (tree instanceof List<?> list) {
            int index = 0;
            for (Object element : list) {
                look(element, at.element(index++), references, depth + 1);
            }
        } else if (tree instanceof Map<?, ?> map) {
            if (references && map.size() == 1 && map.get(Reference.FROM) instanceof String text) {
                lookAtReference(text, at.field(Reference.FROM));
                return;
            }
            map.forEach((name, value) -> look(value, at.field((String) name), references, depth + 1));
        }
    }

    private void lookAtReference(String text, At at) {
        try {
            Reference.of(text);
        } catch (IllegalArgumentException e) {
            problems.add(at, e.getMessage());
        }
    }
}
