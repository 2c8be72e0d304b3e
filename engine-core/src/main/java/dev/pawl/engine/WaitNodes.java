package dev.pawl.engine;

import dev.pawl.pipeline.Paths;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Places;
import dev.pawl.pipeline.SubPipelineNode;
import dev.pawl.pipeline.WaitNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The waits of a pipeline, those of the pipelines inside it too, by path. Stateless. */
final class WaitNodes {
    private WaitNodes() {}

    static Map<String, WaitNode> of(Pipeline pipeline, Function<SubPipelineNode, Optional<Pipeline>> registered) {
        Map<String, WaitNode> found = new LinkedHashMap<>();
        collect(pipeline, "", registered, found);
        return found;
    }

    private static void collect(
            Pipeline pipeline,
            String path,
            Function<SubPipelineNode, Optional<Pipeline>> registered,
            Map<String, WaitNode> found) {
        Places.each(pipeline, place -> {
            String at = Paths.join(path, place.path());
            if (place.node() instanceof WaitNode wait) {
                found.put(at, wait);
            } else if (place.node() instanceof SubPipelineNode sub
                    && sub.inline().isEmpty()) {
                registered.apply(sub).ifPresent(inside -> collect(inside, at, registered, found));
            }
        });
    }
}
