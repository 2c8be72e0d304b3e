package dev.pawl.report;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.SubStarted;
import dev.pawl.pipeline.Paths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shape of a pipeline with those of the pipelines that it only names. Confined to one thread. */
public final class WholeShape {
    private static final int DEEPEST = 64;

    private final Insides insides;
    private final Map<String, String> begun = new HashMap<>();

    /** Where the shapes of named pipelines are. */
    public interface Insides {
        /**
         * The shape of a pipeline.
         *
         * @param version 0 for the newest
         * @param fingerprint of the one that the run has begun; empty when it has not
         */
        Optional<Map<String, Object>> find(String pipeline, int version, String fingerprint);
    }

    private WholeShape(List<ProgressEvent> events, Insides insides) {
        this.insides = insides;
        for (ProgressEvent event : events) {
            if (event instanceof SubStarted sub) {
                begun.put(Paths.inPipeline(sub.path()), sub.fingerprint());
            }
        }
    }

    /** The shape, completed; what nobody knows is left out. */
    public static Map<String, Object> of(Map<String, Object> shape, List<ProgressEvent> events, Insides insides) {
        return new WholeShape(events, insides).whole(shape, "", 0);
    }

    private Map<String, Object> whole(Map<?, ?> shape, String path, int depth) {
        Map<String, Object> whole = new LinkedHashMap<>();
        shape.forEach((field, value) -> whole.put(field.toString(), inside(field.toString(), value, path, depth)));
        NodeShape node = new NodeShape(shape);
        if (node.kind().equals("sub") && !shape.containsKey(NodeShape.DEFINITION) && depth < DEEPEST) {
            insides.find(node.text("pipeline"), node.number("version", 0), begun.getOrDefault(path, ""))
                    .ifPresent(inside -> whole.put(NodeShape.DEFINITION, whole(inside, path, depth + 1)));
        }
        return whole;
    }

    private Object inside(String field, Object value, String path, int depth) {
        if (field.equals(NodeShape.DEFINITION) && value instanceof Map<?, ?> pipeline) {
            return whole(pipeline, path, depth + 1);
        }
        boolean areNodes =
                List.of("steps", "finally", "branches", "cases", "otherwise").contains(field);
        if (!areNodes || !(value instanceof List<?> list)) {
            return value;
        }
        String base = field.equals("otherwise") ? Paths.join(path, field) : path;
        List<Object> nodes = new ArrayList<>(list.size());
        for (Object node : list) {
            nodes.add(
                    node instanceof Map<?, ?> shape
                            ? whole(shape, Paths.join(base, new NodeShape(shape).id()), depth)
                            : node);
        }
        return nodes;
    }
}
