package dev.pawl.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines of a flowchart: nodes with ids of our own, frames around them, and the arrows at the end. Confined to one thread. */
final class Canvas {
    private static final Map<NodeState, String> COLOURS = Map.ofEntries(
            Map.entry(NodeState.PENDING, "fill:#ffffff,stroke:#9a9a9a,color:#555555"),
            Map.entry(NodeState.RUNNING, "fill:#dbeafe,stroke:#2563eb,color:#111111,stroke-width:3px"),
            Map.entry(NodeState.WAITING, "fill:#fef3c7,stroke:#d97706,color:#111111"),
            Map.entry(NodeState.RETRYING, "fill:#ffedd5,stroke:#ea580c,color:#111111"),
            Map.entry(NodeState.INTERRUPTED, "fill:#fde68a,stroke:#b45309,color:#111111"),
            Map.entry(NodeState.DONE, "fill:#dcfce7,stroke:#16a34a,color:#111111"),
            Map.entry(NodeState.SKIPPED, "fill:#f3f4f6,stroke:#16a34a,color:#111111"),
            Map.entry(NodeState.STOPPED, "fill:#dcfce7,stroke:#16a34a,color:#111111,stroke-width:3px"),
            Map.entry(NodeState.FELL_BACK, "fill:#ecfccb,stroke:#65a30d,color:#111111"),
            Map.entry(NodeState.KEPT, "fill:#f0fdf4,stroke:#86efac,color:#111111"),
            Map.entry(NodeState.FAILED, "fill:#fee2e2,stroke:#dc2626,color:#111111,stroke-width:3px"),
            Map.entry(NodeState.CANCELLED, "fill:#e5e7eb,stroke:#6b7280,color:#111111"),
            Map.entry(NodeState.UNDONE, "fill:#ede9fe,stroke:#7c3aed,color:#111111"),
            Map.entry(NodeState.NOT_UNDONE, "fill:#fecaca,stroke:#7c3aed,color:#111111,stroke-width:3px"),
            Map.entry(NodeState.PASSED_OVER, "fill:#fafafa,stroke:#d4d4d4,color:#9a9a9a"));

    private final StringBuilder nodes = new StringBuilder("flowchart TD\n");
    private final StringBuilder arrows = new StringBuilder();
    private final Map<NodeState, List<String>> byState = new LinkedHashMap<>();
    private String indent = "  ";
    private int count;

    /** How a node looks: what stands before and after its label. */
    enum Form {
        BOX("[", "]"),
        ROUND("([", "])"),
        CIRCLE("((", "))"),
        CHOICE("{", "}"),
        BAR("{{", "}}"),
        SUB("[[", "]]");

        private final String before;
        private final String after;

        Form(String before, String after) {
            this.before = before;
            this.after = after;
        }
    }

    /** Where an arrow begins, and what stands on it; the empty text for nothing. */
    record End(String node, String label) {}

    String node(Form form, String label, Optional<NodeState> state) {
        String id = "n" + ++count;
        nodes.append(indent).append(id).append(form.before).append(label).append(form.after);
        nodes.append('\n');
        state.ifPresent(s -> byState.computeIfAbsent(s, x -> new ArrayList<>()).add(id));
        return id;
    }

    void open(String label) {
        nodes.append(indent)
                .append("subgraph f")
                .append(++count)
                .append('[')
                .append(label)
                .append("]\n");
        indent += "  ";
    }

    void close() {
        indent = indent.substring(2);
        nodes.append(indent).append("end\n");
    }

    void arrow(End from, String to) {
        arrow(from.node(), "-->", from.label(), to);
    }

    void dashed(String from, String label, String to) {
        arrow(from, "-.->", label, to);
    }

    private void arrow(String from, String line, String label, String to) {
        arrows.append("  ").append(from).append(' ').append(line);
        if (!label.isEmpty()) {
            arrows.append('|').append(Label.of(label)).append('|');
        }
        arrows.append(' ').append(to).append('\n');
    }

    String text() {
        StringBuilder all = new StringBuilder(nodes).append(arrows);
        byState.forEach((state, ids) -> {
            String name = state.name().toLowerCase(java.util.Locale.ROOT);
            all.append("  classDef ").append(name).append(' ').append(COLOURS.get(state));
            all.append("\n  class ").append(String.join(",", ids)).append(' ').append(name);
            all.append('\n');
        });
        return all.toString();
    }
}
