package dev.pawl.testing;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.StepFinished;
import dev.pawl.history.Scope;
import dev.pawl.history.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds a run that was interrupted against one that was not: how it ended, its values and data, and the recorded events, in order, of the
 * run itself and of each branch, item and pipeline inside. Branches that were stopped are not compared. Confined to one thread.
 */
final class PassageComparison {
    private static final int SHOWN = 200;

    private final Passage straight;
    private final Passage other;
    private final Set<String> ignoredValues;
    private final Set<String> ignoredPaths;
    private final List<String> differences = new ArrayList<>();

    private PassageComparison(CrashRehearsal plan, Passage straight, Passage other) {
        this.straight = straight;
        this.other = other;
        this.ignoredValues = plan.ignoredValues;
        this.ignoredPaths = plan.ignoredPaths;
    }

    /** What differs, a sentence each. */
    static List<String> of(CrashRehearsal plan, Passage straight, Passage other) {
        PassageComparison comparison = new PassageComparison(plan, straight, other);
        comparison.differences.addAll(other.wrong());
        comparison.compare("the end", straight.end(), other.end());
        comparison.values();
        comparison.data();
        comparison.events();
        return comparison.differences;
    }

    private void values() {
        values(straight.memory().scope, other.memory().scope, ignoredValues, differences);
    }

    /** Adds what differs in the values of two scopes. */
    static void values(Scope straight, Scope other, Set<String> ignored, List<String> differences) {
        Set<String> names = new TreeSet<>(straight.own());
        names.addAll(other.own());
        names.removeAll(ignored);
        for (String name : names) {
            boolean isSecret = straight.isSecret(name) || other.isSecret(name);
            compare(
                    "the value of " + (isSecret ? "the secret " : "") + "'" + name + "'",
                    straight.ownValue(name),
                    other.ownValue(name),
                    isSecret,
                    differences);
        }
    }

    private void data() {
        Set<String> paths = new TreeSet<>();
        for (ProgressEvent event : straight.events()) {
            if (event instanceof StepFinished step) {
                paths.add(step.path());
            }
        }
        paths.removeIf(this::isLeftOut);
        paths.forEach(path -> compare(
                "the data of '" + path + "'",
                straight.memory().scope.data(path),
                other.memory().scope.data(path),
                false,
                differences));
    }

    private void events() {
        Map<String, List<String>> expected = stories(straight);
        Map<String, List<String>> found = stories(other);
        Set<String> flows = new TreeSet<>(expected.keySet());
        flows.addAll(found.keySet());
        for (String flow : flows) {
            List<String> first = expected.getOrDefault(flow, List.of());
            List<String> second = found.getOrDefault(flow, List.of());
            for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
                String one = i < first.size() ? first.get(i) : "nothing";
                String two = i < second.size() ? second.get(i) : "nothing";
                if (!one.equals(two)) {
                    compare("event " + (i + 1) + (flow.isEmpty() ? "" : " in '" + flow + "'"), one, two);
                    break;
                }
            }
        }
    }

    /** The lines of the run, and of each flow in it. */
    private Map<String, List<String>> stories(Passage of) {
        Set<String> flows = new TreeSet<>(straight.flows());
        flows.addAll(other.flows());
        Map<String, List<String>> stories = new TreeMap<>();
        for (Story.Line line : Story.of(of.events(), of.crashedAt())) {
            if (!isLeftOut(line.path())) {
                String flow = flows.stream()
                        .filter(around ->
                                line.path().equals(around) || line.path().startsWith(around + "/"))
                        .max(Comparator.comparingInt(String::length))
                        .orElse("");
                stories.computeIfAbsent(flow, f -> new ArrayList<>()).add(line.toString());
            }
        }
        return stories;
    }

    private boolean isLeftOut(String path) {
        return isIn(ignoredPaths, path) || isIn(straight.stopped(), path) || isIn(other.stopped(), path);
    }

    private static boolean isIn(Set<String> paths, String path) {
        return paths.stream().anyMatch(around -> path.equals(around) || Flows.isIn(around, path));
    }

    private void compare(String what, String expected, String found) {
        compare(what, expected, found, false, differences);
    }

    static void compare(String what, Object expected, Object found, boolean isSecret, List<String> differences) {
        if (!Objects.equals(expected, found)) {
            differences.add(
                    what + (isSecret ? " is another one" : " is " + show(found) + " instead of " + show(expected)));
        }
    }

    private static String show(Object stored) {
        String text = stored == null ? "nothing" : stored instanceof Text json ? json.json() : "'" + stored + "'";
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
