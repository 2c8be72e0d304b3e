package dev.pawl.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report as a page for a terminal. Confined to one thread. */
final class ReportText {
    private static final int LONGEST = 200;

    private final RunReport report;
    private final List<String> lines = new ArrayList<>();

    private ReportText(RunReport report) {
        this.report = report;
    }

    static String of(RunReport report) {
        ReportText page = new ReportText(report);
        page.head();
        page.nodes();
        page.waits();
        page.values("inputs", report.inputs());
        page.values("results", report.results());
        return String.join("\n", page.lines) + "\n";
    }

    private void head() {
        lines.add(report.pipeline() + " " + report.run() + ": " + report.status()
                + (report.reason().isEmpty() ? "" : " (" + line(report.reason()) + ")")
                + (report.failedAt().isEmpty() ? "" : " at " + report.failedAt()));
        if (!report.message().isEmpty()) {
            lines.add("  " + line(report.message()));
        }
        lines.add("");
        field(
                "steps",
                report.steps().completed().size() + " of " + report.steps().all() + " done");
        field("version", Integer.toString(report.version()));
        field("subject", report.subject());
        field("queue", report.queue());
        field("continues", report.continues() + (report.forkedAt().isEmpty() ? "" : " at " + report.forkedAt()));
        field("chain", chain());
        field("stopped by", report.stoppedBy());
        field("submitted", report.submitted().toString());
        field("started", report.started().map(Instant::toString).orElse(""));
        field("ended", report.ended().map(Instant::toString).orElse(""));
        field("total", time(report.total()));
        field("queued", time(report.queued()));
        field("waiting", report.waiting().isZero() ? "" : time(report.waiting()));
    }

    private String chain() {
        return report.chain().size() < 2
                ? ""
                : String.join(
                        ", ",
                        report.chain().stream()
                                .map(link -> link.run() + " " + link.status())
                                .toList());
    }

    private void field(String name, String value) {
        if (!value.isEmpty()) {
            lines.add("  " + pad(name, 11) + line(value));
        }
    }

    private void nodes() {
        int width = report.nodes().stream()
                .mapToInt(node -> node.path().length())
                .max()
                .orElse(0);
        lines.add("");
        for (NodeReport node : report.nodes()) {
            String time = node.duration().map(ReportText::time).orElse("");
            lines.add(("  " + pad(node.state().word(), 13) + pad(node.path(), Math.min(width, 60) + 2) + pad(time, 10)
                            + line(said(node)))
                    .stripTrailing());
            attempts(node);
        }
    }

    private static String said(NodeReport node) {
        return node.state() == NodeState.FAILED && node.attempts().size() == 1
                ? node.attempts().get(0).sentence()
                : node.message();
    }

    /** A single one says no more than its node. */
    private void attempts(NodeReport node) {
        if (node.attempts().size() < 2) {
            return;
        }
        for (Attempt attempt : node.attempts()) {
            String sentence = attempt.sentence();
            lines.add("                 attempt " + attempt.number() + " "
                    + attempt.state().word() + " in " + time(attempt.duration())
                    + (sentence.isEmpty() ? "" : ": " + line(sentence)));
        }
    }

    private void waits() {
        if (report.waits().isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("waits");
        for (WaitReport wait : report.waits()) {
            lines.add("  " + wait.path() + " " + wait.kind().name().toLowerCase(Locale.ROOT) + " since " + wait.since()
                    + (wait.ended().isPresent()
                            ? " ended " + wait.ended().get()
                            : wait.until().map(until -> " until " + until).orElse(""))
                    + (wait.outcome().isEmpty() ? "" : " " + line(wait.outcome()))
                    + (wait.actor().isEmpty() ? "" : " by " + line(wait.actor()))
                    + (wait.role().isEmpty() ? "" : " as " + line(wait.role()))
                    + (wait.comment().isEmpty() ? "" : ": " + line(wait.comment())));
        }
    }

    private void values(String title, Map<String, Object> values) {
        if (values.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(title);
        values.forEach((name, value) -> lines.add("  " + name + " = " + line(value.toString())));
    }

    /** On one line, without what a terminal would take for a command. */
    private static String line(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> shown.appendCodePoint(isShown(c) ? c : ' '));
        return shown + (text.codePointCount(0, text.length()) > LONGEST ? "…" : "");
    }

    private static boolean isShown(int codePoint) {
        int type = Character.getType(codePoint);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    static String time(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
        }
        long seconds = millis / 1_000;
        return seconds < 3_600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3_600 + " h " + seconds / 60 % 60 + " min";
    }
}
