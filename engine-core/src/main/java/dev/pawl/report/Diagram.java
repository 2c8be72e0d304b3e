package dev.pawl.report;

import dev.pawl.pipeline.Case;
import dev.pawl.pipeline.Paths;
import dev.pawl.pipeline.StepNode;
import dev.pawl.report.Canvas.End;
import dev.pawl.report.Canvas.Form;
import dev.pawl.walk.Binder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Draws a pipeline from its shape. Each node is drawn after those whose arrows lead to it, and gives the ends from which arrows lead on.
 * Confined to one drawing.
 */
final class Diagram {
    private final Canvas canvas = new Canvas();
    private final Marks marks;

    Diagram(Marks marks) {
        this.marks = marks;
    }

    String draw(Map<?, ?> shape) {
        List<End> ends = List.of(new End(canvas.node(Form.CIRCLE, Label.of("start"), Optional.empty()), ""));
        ends = pipeline(NodeShape.nodes(shape), NodeShape.lastly(shape), "", ends);
        join(ends, canvas.node(Form.CIRCLE, Label.of("end"), Optional.empty()));
        return canvas.text();
    }

    private List<End> pipeline(List<NodeShape> nodes, List<NodeShape> lastly, String path, List<End> from) {
        List<End> ends = sequence(nodes, path, from);
        if (lastly.isEmpty()) {
            return ends;
        }
        canvas.open(Label.of("whatever happens"));
        ends = sequence(lastly, path, ends);
        canvas.close();
        return ends;
    }

    private List<End> sequence(List<NodeShape> nodes, String path, List<End> from) {
        List<End> ends = from;
        for (NodeShape node : nodes) {
            ends = node(node, Paths.join(path, node.id()), ends);
        }
        return ends;
    }

    private List<End> node(NodeShape node, String path, List<End> from) {
        return switch (node.kind()) {
            case NodeReport.STEP -> step(node, path, from);
            case "parallel" -> parallel(node, path, from);
            case "branch" -> branch(node, path, from);
            case "for-each" -> forEach(node, path, from);
            case "loop" -> loop(node, path, from);
            case "sub" -> sub(node, path, from);
            default -> wait(node, path, from);
        };
    }

    private void join(List<End> from, String to) {
        from.forEach(end -> canvas.arrow(end, to));
    }

    private String box(Form form, String path, List<End> from, String... lines) {
        List<String> all = new ArrayList<>(List.of(lines));
        all.add(marks.detail(path));
        String id = canvas.node(form, Label.of(all), marks.state(path));
        join(from, id);
        return id;
    }

    private List<End> step(NodeShape node, String path, List<End> from) {
        String id = box(Form.BOX, path, from, node.name());
        List<End> ends = new ArrayList<>(List.of(new End(id, "")));
        node.inPlace("fallback").ifPresent(fallback -> {
            String instead =
                    canvas.node(Form.BOX, Label.of(nameInPlace(node, fallback, "instead of ")), Optional.empty());
            canvas.dashed(id, "falls back", instead);
            ends.add(new End(instead, ""));
        });
        node.inPlace("compensate").ifPresent(undo -> {
            String undone =
                    box(Form.BOX, Paths.join(path, Binder.UNDO), List.of(), nameInPlace(node, undo, "undo of "));
            canvas.dashed(id, "undo", undone);
        });
        return ends;
    }

    /** A fallback or compensation has the id of its step. */
    private static String nameInPlace(NodeShape node, NodeShape other, String role) {
        boolean hasName = !other.name().equals(node.id()) && !other.name().equals(node.name());
        String uses = other.text("uses");
        return hasName ? other.name() : uses.equals(StepNode.INLINE) ? role + node.name() : uses;
    }

    private List<End> parallel(NodeShape node, String path, List<End> from) {
        String fork = box(Form.BAR, path, from, node.name());
        List<End> ends = new ArrayList<>();
        for (NodeShape.Part branch : node.parts()) {
            String at = Paths.join(path, branch.segment());
            ends.addAll(sequence(branch.nodes(), at, List.of(new End(fork, branch.segment()))));
        }
        String join = canvas.node(Form.BAR, Label.of("join", joined(node.map().get("join"))), marks.state(path));
        join(ends, join);
        return List.of(new End(join, ""));
    }

    private static String joined(Object join) {
        if (join instanceof Map<?, ?> map) {
            return "at least " + map.get("atLeast");
        }
        return join == null ? "all" : join.toString();
    }

    private List<End> branch(NodeShape node, String path, List<End> from) {
        String choice = box(Form.CHOICE, path, from, node.name());
        List<End> ends = new ArrayList<>();
        boolean hasOtherwise = false;
        for (NodeShape.Part way : node.parts()) {
            boolean isOtherwise = way.segment().equals(Case.OTHERWISE);
            hasOtherwise |= isOtherwise;
            String label = isOtherwise ? way.segment() : way.segment() + ": " + ConditionText.of(way.when());
            ends.addAll(sequence(way.nodes(), Paths.join(path, way.segment()), List.of(new End(choice, label))));
        }
        if (!hasOtherwise) {
            ends.add(new End(choice, Case.OTHERWISE));
        }
        return ends;
    }

    private List<End> forEach(NodeShape node, String path, List<End> from) {
        int atOnce = node.number("maxConcurrent", 1);
        String each = box(
                Form.BAR,
                path,
                from,
                node.name(),
                "for each of " + node.text("items"),
                atOnce > 1 ? atOnce + " at a time" : "");
        back(each, inside(node, path, List.of(new End(each, "item"))), "next");
        return List.of(new End(each, "all done"));
    }

    private List<End> loop(NodeShape node, String path, List<End> from) {
        boolean isWhile = node.map().containsKey("while");
        String condition = ConditionText.of(node.map().get(isWhile ? "while" : "until"));
        String most = "at most " + node.number("atMost", 1) + " rounds";
        if (isWhile) {
            String asked = box(Form.CHOICE, path, from, node.name(), "while " + condition, most);
            back(asked, inside(node, path, List.of(new End(asked, "yes"))), "");
            return List.of(new End(asked, "no"));
        }
        String round = box(Form.BAR, path, from, node.name(), most);
        List<End> ends = inside(node, path, List.of(new End(round, "")));
        String asked = canvas.node(Form.CHOICE, Label.of("until " + condition), marks.state(path));
        join(ends, asked);
        canvas.dashed(asked, "no", round);
        return List.of(new End(asked, "yes"));
    }

    private List<End> inside(NodeShape node, String path, List<End> from) {
        canvas.open(Label.of(node.name()));
        List<End> ends = from;
        for (NodeShape.Part part : node.parts()) {
            ends = pipeline(part.nodes(), part.lastly(), path, ends);
        }
        canvas.close();
        return ends;
    }

    private void back(String to, List<End> ends, String label) {
        ends.forEach(end -> canvas.dashed(end.node(), end.label().isEmpty() ? label : end.label(), to));
    }

    private List<End> sub(NodeShape node, String path, List<End> from) {
        String version = node.text("version");
        String which = "pipeline " + node.text("pipeline") + (version.isEmpty() ? "" : " " + version);
        String id = box(Form.SUB, path, from, node.name(), which);
        List<End> ends = List.of(new End(id, ""));
        return node.parts().isEmpty() ? ends : inside(node, path, ends);
    }

    private List<End> wait(NodeShape node, String path, List<End> from) {
        String what = switch (node.kind()) {
            case "sleep" ->
                "sleep " + time(node.text("for")) + (node.text("until").isEmpty() ? "" : "until " + node.text("until"));
            case "approval" -> "approval" + by(node.map().get("roles"));
            default -> node.kind();
        };
        String expiry = node.text("expiry").isEmpty() ? "" : "within " + time(node.text("expiry"));
        return List.of(new End(box(Form.ROUND, path, from, node.name(), what, expiry), ""));
    }

    /** A duration in the words of ISO 8601, a little shorter. */
    private static String time(String duration) {
        return duration.replaceFirst("^PT", "").toLowerCase(Locale.ROOT);
    }

    private static String by(Object roles) {
        return roles instanceof List<?> all && !all.isEmpty()
                ? " by "
                        + String.join(" or ", all.stream().map(Object::toString).toList())
                : "";
    }
}
