package dev.pawl.report;

import dev.pawl.pipeline.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node as the shape of its pipeline says it; what is not there is empty. Immutable. */
record NodeShape(Map<?, ?> map) {
    static final String DEFINITION = "definition";
    private static final String STEPS = "steps";

    /**
     * Nodes inside a node.
     *
     * @param segment what stands between its path and theirs
     * @param when the condition of a case; the empty text where there is none
     * @param lastly the last steps of a pipeline inside
     */
    record Part(String segment, Object when, List<NodeShape> nodes, List<NodeShape> lastly) {
        List<NodeShape> all() {
            List<NodeShape> all = new ArrayList<>(nodes);
            all.addAll(lastly);
            return all;
        }
    }

    /** The nodes of a pipeline, without its last steps. */
    static List<NodeShape> nodes(Map<?, ?> pipeline) {
        return list(pipeline.get(STEPS));
    }

    static List<NodeShape> lastly(Map<?, ?> pipeline) {
        return list(pipeline.get("finally"));
    }

    private static List<NodeShape> list(Object nodes) {
        List<NodeShape> shapes = new ArrayList<>();
        if (nodes instanceof List<?> all) {
            for (Object node : all) {
                if (node instanceof Map<?, ?> shape) {
                    shapes.add(new NodeShape(shape));
                }
            }
        }
        return shapes;
    }

    String text(String field) {
        Object value = map.get(field);
        return value == null ? "" : value.toString();
    }

    int number(String field, int otherwise) {
        return map.get(field) instanceof Number number ? number.intValue() : otherwise;
    }

    String id() {
        return text("id");
    }

    String name() {
        return text("name").isEmpty() ? id() : text("name");
    }

    String kind() {
        return text("kind").isEmpty() ? NodeReport.STEP : text("kind");
    }

    boolean isStep() {
        return kind().equals(NodeReport.STEP);
    }

    boolean isRepeated() {
        return kind().equals("for-each") || kind().equals("loop");
    }

    /** The step type, or the pipeline inside. */
    String type() {
        return text("uses") + text("pipeline");
    }

    Optional<NodeShape> inPlace(String role) {
        return map.get(role) instanceof Map<?, ?> shape ? Optional.of(new NodeShape(shape)) : Optional.empty();
    }

    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (NodeShape branch : list(map.get("branches"))) {
            parts.add(new Part(branch.id(), "", nodes(branch.map), List.of()));
        }
        for (NodeShape way : list(map.get("cases"))) {
            Object when = way.map.get("when");
            parts.add(new Part(way.id(), when == null ? "" : when, nodes(way.map), List.of()));
        }
        if (map.containsKey(Case.OTHERWISE)) {
            parts.add(new Part(Case.OTHERWISE, "", list(map.get(Case.OTHERWISE)), List.of()));
        }
        if (isRepeated()) {
            parts.add(new Part("", "", nodes(map), List.of()));
        }
        if (map.get(DEFINITION) instanceof Map<?, ?> inside) {
            parts.add(new Part("", "", nodes(inside), lastly(inside)));
        }
        return parts;
    }
}
