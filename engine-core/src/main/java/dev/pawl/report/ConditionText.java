package dev.pawl.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Conditions as people read them, from their shape. Stateless. */
final class ConditionText {
    private static final Map<String, String> SIGNS =
            Map.of("equals", " = ", "in", " in ", "lt", " < ", "le", " <= ", "gt", " > ", "ge", " >= ");

    private ConditionText() {}

    static String of(Object shape) {
        if (!(shape instanceof Map<?, ?> map)) {
            return "inline".equals(shape) ? "code" : String.valueOf(shape);
        }
        if (map.containsKey("exists")) {
            return map.get("exists") + " exists";
        }
        if (map.containsKey("not")) {
            return "not (" + of(map.get("not")) + ")";
        }
        if (map.get("all") instanceof List<?> all) {
            return parts(all, " and ");
        }
        if (map.get("any") instanceof List<?> any) {
            return parts(any, " or ");
        }
        return map.keySet().stream()
                .filter(word -> SIGNS.containsKey(word.toString()))
                .map(word -> map.get("from") + SIGNS.get(word.toString()) + operand(map.get(word)))
                .findFirst()
                .orElseGet(map::toString);
    }

    private static String operand(Object operand) {
        return operand instanceof Map<?, ?> map && map.containsKey("from")
                ? map.get("from").toString()
                : String.valueOf(operand);
    }

    private static String parts(List<?> parts, String between) {
        return parts.stream()
                .map(part -> part instanceof Map<?, ?> map && (map.containsKey("all") || map.containsKey("any"))
                        ? "(" + of(part) + ")"
                        : of(part))
                .collect(Collectors.joining(between));
    }
}
