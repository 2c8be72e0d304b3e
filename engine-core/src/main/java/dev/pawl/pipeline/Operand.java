package dev.pawl.pipeline;

import dev.pawl.api.MissingValueException;
import dev.pawl.api.ValueTypeException;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The sides of a condition: literals and references, and how the values there are compared. Stateless. */
final class Operand {
    private Operand() {}

    /** A reference, or a literal that may hold none. */
    static Object of(Reference from, Object value) {
        if (value instanceof Reference) {
            return value;
        }
        Object tree = Trees.valueOf("literal beside " + from, value);
        Optional<Reference> reference = Reference.read(tree);
        return reference.isPresent() ? reference.get() : tree;
    }

    static Object comparable(Reference from, Object value) {
        Object operand = of(from, value);
        if (operand instanceof Reference || operand instanceof Number || operand instanceof String) {
            return operand;
        }
        throw new IllegalArgumentException("the literal beside " + from + " is a " + kind(operand)
                + ", which has no order: compare numbers or texts");
    }

    static List<Object> listOf(Reference from, List<Object> values) {
        List<Object> copy = values.stream()
                .map(value -> Trees.valueOf("literal beside " + from, value))
                .toList();
        List<String> kinds = copy.stream().map(Operand::kind).distinct().toList();
        if (kinds.size() != 1) {
            throw new IllegalArgumentException("the literals beside " + from + " are "
                    + (kinds.isEmpty() ? "none" : String.join(" and ", kinds)) + ": give one or more of one type");
        }
        return copy;
    }

    static List<Condition> someOf(String word, List<Condition> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("the condition '" + word + "' has no parts: give at least one");
        }
        return List.copyOf(parts);
    }

    static Object shape(Object operand) {
        return operand instanceof Reference reference ? reference.shape() : operand;
    }

    static List<Reference> references(Reference from, Object operand) {
        return operand instanceof Reference other ? List.of(from, other) : List.of(from);
    }

    static Optional<Object> value(Object operand, Function<Reference, Optional<Object>> data) {
        return operand instanceof Reference reference ? data.apply(reference) : Optional.of(operand);
    }

    static Object present(Reference reference, Function<Reference, Optional<Object>> data) {
        return data.apply(reference)
                .orElseThrow(() -> new MissingValueException(
                        reference.head(),
                        "condition on '" + reference
                                + "' failed: there is no value to compare; ask first whether it exists"));
    }

    static boolean same(Reference from, Object left, Object right) {
        String kind = kind(left);
        if (!kind.equals(kind(right))) {
            throw different(from, left, right);
        }
        return equal(left, right);
    }

    static int compare(Reference from, Object left, Object right) {
        if (left instanceof Number l && right instanceof Number r) {
            return decimal(from, l).compareTo(decimal(from, r));
        }
        if (left instanceof String l && right instanceof String r) {
            return l.compareTo(r);
        }
        throw different(from, left, right);
    }

    /** Deep, with numbers by value; trees are no deeper than they may be stored. */
    private static boolean equal(Object left, Object right) {
        if (left instanceof Number l && right instanceof Number r) {
            return isFinite(l) && isFinite(r) ? exact(l).compareTo(exact(r)) == 0 : l.equals(r);
        }
        if (left instanceof List<?> l && right instanceof List<?> r) {
            Iterator<?> others = r.iterator();
            return l.size() == r.size() && l.stream().allMatch(element -> equal(element, others.next()));
        }
        if (left instanceof Map<?, ?> l && right instanceof Map<?, ?> r) {
            return l.size() == r.size()
                    && l.entrySet().stream()
                            .allMatch(e -> r.containsKey(e.getKey()) && equal(e.getValue(), r.get(e.getKey())));
        }
        return left.equals(right);
    }

    private static BigDecimal decimal(Reference from, Number number) {
        if (!isFinite(number)) {
            throw new ValueTypeException(
                    from.head(),
                    "condition on '" + from + "' failed: " + number + " has no place in an order; put a number",
                    null);
        }
        return exact(number);
    }

    private static BigDecimal exact(Number number) {
        return new BigDecimal(number.toString());
    }

    private static boolean isFinite(Number number) {
        return !(number instanceof Double || number instanceof Float) || Double.isFinite(number.doubleValue());
    }

    private static ValueTypeException different(Reference from, Object left, Object right) {
        String against = kind(left).equals(kind(right)) ? ", which has no order" : " beside a " + kind(right);
        return new ValueTypeException(
                from.head(),
                "condition on '" + from + "' failed: its value is a " + kind(left) + against
                        + "; compare values of one type, numbers or texts",
                null);
    }

    private static String kind(Object value) {
        if (value instanceof Number) {
            return "number";
        }
        if (value instanceof String) {
            return "text";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        if (value instanceof List) {
            return "list";
        }
        return value instanceof Map ? "map" : value.getClass().getTypeName();
    }
}
