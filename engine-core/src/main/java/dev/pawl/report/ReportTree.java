package dev.pawl.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A report as a tree of maps, lists, texts and numbers. Every later version keeps to the names of the fields. Stateless. */
final class ReportTree {
    private static final double MILLIS = 1_000;

    private ReportTree() {}

    static Map<String, Object> of(RunReport report) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("run", report.run());
        tree.put("pipeline", report.pipeline());
        tree.put("version", report.version());
        text(tree, "subject", report.subject());
        tree.put("queue", report.queue());
        text(tree, "continues", report.continues());
        text(tree, "forkedAt", report.forkedAt());
        if (report.chain().size() > 1) {
            tree.put("chain", list(report.chain(), ReportTree::link));
        }
        tree.put("status", report.status().name());
        text(tree, "reason", report.reason());
        text(tree, "message", report.message());
        text(tree, "failedAt", report.failedAt());
        text(tree, "stoppedBy", report.stoppedBy());
        hour(tree, "submitted", Optional.of(report.submitted()));
        hour(tree, "started", report.started());
        hour(tree, "ended", report.ended());
        hour(tree, "reported", Optional.of(report.reported()));
        tree.put("totalSeconds", seconds(report.total()));
        tree.put("queuedSeconds", seconds(report.queued()));
        tree.put("waitingSeconds", seconds(report.waiting()));
        Steps steps = report.steps();
        tree.put("steps", steps.all());
        tree.put("completed", steps.completed().size());
        tree.put("completedSteps", steps.completed());
        tree.put("inputs", report.inputs());
        tree.put("results", report.results());
        tree.put("errors", list(report.errors(), ReportTree::error));
        tree.put("waits", list(report.waits(), ReportTree::wait));
        tree.put("nodes", list(report.nodes(), ReportTree::node));
        return tree;
    }

    private static Map<String, Object> link(ChainLink link) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("run", link.run());
        tree.put("status", link.status().name());
        hour(tree, "submitted", Optional.of(link.submitted()));
        return tree;
    }

    private static Map<String, Object> node(NodeReport node) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("path", node.path());
        tree.put("name", node.name());
        tree.put("kind", node.kind());
        text(tree, "type", node.type());
        tree.put("state", node.state().name());
        text(tree, "message", node.message());
        hour(tree, "started", node.started());
        hour(tree, "ended", node.ended());
        node.duration().ifPresent(time -> tree.put("seconds", seconds(time)));
        if (!node.attempts().isEmpty()) {
            tree.put("attempts", list(node.attempts(), ReportTree::attempt));
        }
        return tree;
    }

    private static Map<String, Object> attempt(Attempt attempt) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("attempt", attempt.number());
        tree.put("state", attempt.state().name());
        hour(tree, "started", Optional.of(attempt.started()));
        tree.put("seconds", seconds(attempt.duration()));
        text(tree, "error", attempt.error());
        text(tree, "message", attempt.message());
        hour(tree, "retryAt", attempt.retryAt());
        return tree;
    }

    private static Map<String, Object> wait(WaitReport wait) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("path", wait.path());
        tree.put("kind", wait.kind().name().toLowerCase(Locale.ROOT));
        text(tree, "name", wait.name());
        hour(tree, "since", Optional.of(wait.since()));
        hour(tree, "until", wait.until());
        hour(tree, "ended", wait.ended());
        text(tree, "outcome", wait.outcome());
        text(tree, "actor", wait.actor());
        text(tree, "role", wait.role());
        text(tree, "comment", wait.comment());
        return tree;
    }

    private static Map<String, Object> error(Failed error) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("path", error.path());
        tree.put("attempt", error.attempt());
        hour(tree, "at", Optional.of(error.at()));
        text(tree, "error", error.error());
        text(tree, "message", error.message());
        return tree;
    }

    private static <T> List<Object> list(List<T> parts, Function<T, Map<String, Object>> tree) {
        List<Object> all = new ArrayList<>(parts.size());
        parts.forEach(part -> all.add(tree.apply(part)));
        return all;
    }

    private static void text(Map<String, Object> tree, String field, String text) {
        if (!text.isEmpty()) {
            tree.put(field, text);
        }
    }

    private static void hour(Map<String, Object> tree, String field, Optional<Instant> hour) {
        hour.ifPresent(instant -> tree.put(field, instant.toString()));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS;
    }
}
