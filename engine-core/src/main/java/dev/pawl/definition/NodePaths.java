package dev.pawl.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the place in a document of a node that is known by its path in the pipeline. Immutable. */
final class NodePaths {
    private final Fields pipeline;

    NodePaths(Fields pipeline) {
        this.pipeline = pipeline;
    }

    private record Spot(Object tree, At at) {
        Optional<Spot> field(String name) {
            return tree instanceof Map<?, ?> map && map.containsKey(name)
                    ? Optional.of(new Spot(map.get(name), at.field(name)))
                    : Optional.empty();
        }
    }

    /** The place of that node, or of the nearest one around it that is found. */
    At find(String path) {
        Spot here = new Spot(pipeline.tree(), pipeline.at());
        for (String id : path.isEmpty() ? new String[0] : path.split("/")) {
            Optional<Spot> next = inside(here, id);
            if (next.isEmpty()) {
                break;
            }
            here = next.get();
        }
        boolean isInput = here.at == pipeline.at() && (path.equals("inputs") || path.startsWith("inputs."));
        return isInput ? pipeline.at(PipelineFormat.INPUTS) : here.at;
    }

    private static Optional<Spot> inside(Spot spot, String id) {
        for (String list : List.of("steps", "finally", "branches", "cases")) {
            Optional<Spot> found = spot.field(list).flatMap(all -> element(all, id));
            if (found.isPresent()) {
                return found;
            }
        }
        Optional<Spot> definition = spot.field("definition");
        if (definition.isPresent()) {
            return inside(definition.get(), id);
        }
        return id.equals("otherwise")
                ? spot.field("otherwise")
                : spot.tree instanceof List ? element(spot, id) : Optional.empty();
    }

    private static Optional<Spot> element(Spot all, String id) {
        if (all.tree instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i) instanceof Map<?, ?> map && id.equals(map.get("id"))) {
                    return Optional.of(new Spot(list.get(i), all.at.element(i)));
                }
            }
        }
        return Optional.empty();
    }
}
