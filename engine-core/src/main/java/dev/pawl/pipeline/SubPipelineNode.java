package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Another pipeline in the same run: it sees the values of the run, and what it puts is seen after it. Its last steps
 * run when it ends. Paths: {@code id/node}. Immutable.
 *
 * @param pipeline the name of the pipeline
 * @param version its version; without one the newest that is registered when the run is submitted
 * @param with values for its inputs, each a literal or a reference
 * @param inline the pipeline itself, for one that need not be registered
 */
public record SubPipelineNode(
        String id, String pipeline, OptionalInt version, Map<String, Object> with, Optional<Pipeline> inline)
        implements Node {
    public SubPipelineNode {
        Names.checkId(id);
        Names.checkId(pipeline);
        with = Trees.copyOf(with);
        Reference.allIn(with);
        version.ifPresent(v -> Names.checkRange("version", v, 1, Integer.MAX_VALUE));
        requireNonNull(inline, "inline");
        if (inline.isPresent()) {
            Pipeline of = inline.get();
            if (!of.name().equals(pipeline) || version.orElse(-1) != of.version()) {
                throw new IllegalArgumentException("sub-pipeline is said to be '" + pipeline + "' "
                        + (version.isPresent() ? version.getAsInt() : "without a version") + " and is '" + of.name()
                        + "' " + of.version() + ": say the same");
            }
        }
    }

    /** That pipeline itself. */
    public static SubPipelineNode of(String id, Pipeline pipeline, Map<String, Object> with) {
        return new SubPipelineNode(
                id, pipeline.name(), OptionalInt.of(pipeline.version()), with, Optional.of(pipeline));
    }

    @Override
    public String kind() {
        return "sub";
    }

    @Override
    public Map<String, Object> shape() {
        Shape shape = Shape.of("id", id).and("kind", kind()).and("pipeline", pipeline);
        version.ifPresent(v -> shape.and("version", v));
        shape.and("with", with);
        inline.ifPresent(p -> shape.and("definition", p.shape()));
        return shape.map();
    }

    @Override
    public List<Block> blocks() {
        if (inline.isEmpty()) {
            return List.of();
        }
        List<Node> all = new ArrayList<>(inline.get().nodes());
        all.addAll(inline.get().finallySteps());
        return Block.only(all);
    }

    @Override
    public List<Reference> references() {
        return Reference.allIn(with);
    }
}
