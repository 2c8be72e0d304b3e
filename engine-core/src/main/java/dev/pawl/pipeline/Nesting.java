package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import dev.pawl.pipeline.InvalidPipelineException.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Checks a pipeline together with those that it names: none may contain itself, and together they keep the
 * {@link Limits}. Chains of names are followed no further than pipelines may be nested. Confined to one check.
 */
public final class Nesting {
    private final Function<SubPipelineNode, Optional<Pipeline>> registered;
    private final Map<Called, Extent> known = new HashMap<>();
    private final List<Called> chain = new ArrayList<>();
    private final String root;

    private Nesting(String root, Function<SubPipelineNode, Optional<Pipeline>> registered) {
        this.root = root;
        this.registered = requireNonNull(registered, "registered");
    }

    /** A pipeline as it is called; without its shape, which may be large. */
    private record Called(String name, int version) {
        @Override
        public String toString() {
            return name + " " + version;
        }
    }

    private record Extent(long nodes, int depth) {}

    /**
     * Checks it.
     *
     * @param registered finds a pipeline that is given by name; one that is not found is passed over
     * @throws InvalidPipelineException when a pipeline contains itself, naming the way round, or when all is too
     * deep or too large
     */
    public static void check(Pipeline pipeline, Function<SubPipelineNode, Optional<Pipeline>> registered) {
        new Nesting(pipeline.name(), registered).extent(pipeline, "");
    }

    private Extent extent(Pipeline pipeline, String path) {
        Called called = new Called(pipeline.name(), pipeline.version());
        Extent measured = known.get(called);
        if (measured != null) {
            return measured;
        }
        boolean circle = chain.contains(called);
        chain.add(called);
        if (circle) {
            throw invalid(path, "pipelines go in a circle, " + way() + ": take one of them out");
        }
        if (chain.size() - 1 > Limits.DEPTH) {
            throw invalid(path, Validation.TOO_DEEP);
        }
        Size own = Size.of(pipeline);
        long[] nodes = {own.nodes()};
        int[] depth = {own.depth()};
        Places.each(pipeline, place -> {
            if (place.node() instanceof SubPipelineNode sub && sub.inline().isEmpty()) {
                registered.apply(sub).ifPresent(inside -> {
                    String at = Paths.join(path, place.path());
                    Extent extent = extent(inside, at);
                    nodes[0] += extent.nodes;
                    depth[0] = Math.max(depth[0], place.depth() + 1 + extent.depth);
                    if (nodes[0] > Limits.NODES) {
                        throw invalid(at, Validation.TOO_LARGE);
                    }
                    if (depth[0] > Limits.DEPTH) {
                        throw invalid(at, Validation.TOO_DEEP);
                    }
                });
            }
        });
        chain.remove(chain.size() - 1);
        Extent extent = new Extent(nodes[0], depth[0]);
        known.put(called, extent);
        return extent;
    }

    private String way() {
        List<Called> circle = chain.subList(chain.indexOf(chain.get(chain.size() - 1)), chain.size());
        return circle.stream()
                .map(Called::toString)
                .reduce((a, b) -> a + " → " + b)
                .orElseThrow();
    }

    private InvalidPipelineException invalid(String path, String message) {
        return new InvalidPipelineException(root, List.of(new Problem(path, message)), 1);
    }
}
