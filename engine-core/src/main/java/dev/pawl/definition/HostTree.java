package dev.pawl.definition;

import dev.pawl.json.JsonDocuments;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies a tree that another reader made, such as one for YAML, and refuses what JSON cannot say. Confined to one copy. */
final class HostTree {
    private final Problems problems;
    private int values;
    private long characters;
    private boolean full;

    private HostTree(Problems problems) {
        this.problems = problems;
    }

    static Object copy(Object tree, Problems problems) {
        return new HostTree(problems).value(tree, At.ROOT, 0);
    }

    private Object value(Object tree, At at, int depth) {
        if (full) {
            return null;
        }
        if (++values > JsonDocuments.MAX_VALUES
                || characters > JsonDocuments.MAX_BYTES
                || depth > JsonDocuments.MAX_DEPTH) {
            full = true;
            problems.addHole(
                    at,
                    depth > JsonDocuments.MAX_DEPTH
                            ? "is nested deeper than " + JsonDocuments.MAX_DEPTH + " levels, or contains itself"
                            : "is one too many: a definition has at most " + JsonDocuments.MAX_VALUES + " values and "
                                    + JsonDocuments.MAX_BYTES + " characters");
            return null;
        }
        if (tree instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((name, inside) ->
                    copy.put(name(name, at), value(inside, at.field(String.valueOf(name)), depth + 1)));
            return copy;
        }
        if (tree instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            for (Object element : list) {
                copy.add(value(element, at.element(copy.size()), depth + 1));
            }
            return copy;
        }
        if (tree instanceof String text) {
            characters += text.length();
        }
        if (tree != null && !isScalar(tree)) {
            problems.addHole(
                    at,
                    "is a " + tree.getClass().getTypeName() + ", which JSON cannot say: put it in quotes, as a text");
        }
        return tree;
    }

    private String name(Object name, At at) {
        if (!(name instanceof String)) {
            problems.addHole(at, "has the name " + Tree.show(name) + ", which is no text: put it in quotes");
        }
        characters += String.valueOf(name).length();
        return String.valueOf(name);
    }

    private static boolean isScalar(Object tree) {
        return tree instanceof String
                || tree instanceof Boolean
                || tree instanceof Integer
                || tree instanceof Long
                || tree instanceof BigInteger
                || tree instanceof Double d && Double.isFinite(d)
                || tree instanceof Float f && Float.isFinite(f)
                || tree instanceof BigDecimal;
    }
}
