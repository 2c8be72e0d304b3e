package dev.pawl.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Blacks out what stands under secret keys wherever else it stands: as a whole text or number, and inside texts where it has at least four
 * characters. Immutable.
 */
final class Blackout {
    static final String BLACK = "•••";

    /** Shorter ones stand in texts by chance. */
    private static final int SHORTEST_INSIDE = 4;

    private final Set<String> whole = new HashSet<>();
    private final List<String> inside = new ArrayList<>();

    Blackout(Collection<?> secrets) {
        secrets.forEach(this::collect);
        whole.stream()
                .filter(text -> text.length() >= SHORTEST_INSIDE)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .forEach(inside::add);
    }

    private void collect(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            map.values().forEach(this::collect);
        } else if (tree instanceof List<?> list) {
            list.forEach(this::collect);
        } else if ((tree instanceof String || tree instanceof Number)
                && !tree.toString().isBlank()) {
            whole.add(tree.toString());
        }
    }

    /** A pipeline's shape without what stands in for its secret inputs. */
    static Map<String, Object> ofDefaults(Map<String, Object> shape) {
        if (!(shape.get("inputs") instanceof List<?> inputs)) {
            return shape;
        }
        Map<String, Object> shown = new LinkedHashMap<>(shape);
        shown.put("inputs", inputs.stream().map(Blackout::ofDefault).toList());
        return shown;
    }

    private static Object ofDefault(Object input) {
        if (input instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("secret")) && map.containsKey("default")) {
            Map<Object, Object> shown = new LinkedHashMap<>(map);
            shown.put("default", BLACK);
            return shown;
        }
        return input;
    }

    String text(String text) {
        if (whole.contains(text)) {
            return BLACK;
        }
        String shown = text;
        for (String secret : inside) {
            shown = shown.replace(secret, BLACK);
        }
        return shown;
    }

    Object tree(Object tree) {
        if (whole.isEmpty()) {
            return tree;
        }
        if (tree instanceof Map<?, ?> map) {
            Map<String, Object> shown = new LinkedHashMap<>();
            map.forEach((name, value) -> shown.put(text(name.toString()), tree(value)));
            return shown;
        }
        if (tree instanceof List<?> list) {
            List<Object> shown = new ArrayList<>();
            list.forEach(value -> shown.add(tree(value)));
            return shown;
        }
        if (tree instanceof Number number) {
            return whole.contains(number.toString()) ? BLACK : number;
        }
        return tree instanceof String text ? text(text) : tree;
    }

    NodeReport node(NodeReport node) {
        return whole.isEmpty()
                ? node
                : new NodeReport(
                        node.path(),
                        node.name(),
                        node.kind(),
                        node.type(),
                        node.state(),
                        text(node.message()),
                        node.started(),
                        node.ended(),
                        node.attempts().stream().map(this::attempt).toList());
    }

    private Attempt attempt(Attempt attempt) {
        return new Attempt(
                attempt.number(),
                attempt.started(),
                attempt.duration(),
                attempt.state(),
                attempt.error(),
                text(attempt.message()),
                attempt.retryAt());
    }

    WaitReport wait(WaitReport wait) {
        return new WaitReport(
                wait.path(),
                wait.kind(),
                wait.name(),
                wait.since(),
                wait.until(),
                wait.ended(),
                text(wait.outcome()),
                text(wait.actor()),
                text(wait.role()),
                text(wait.comment()));
    }
}
