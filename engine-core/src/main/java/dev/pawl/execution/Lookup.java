package dev.pawl.execution;

import dev.pawl.event.SubStarted;
import dev.pawl.history.RunMemory;
import dev.pawl.walk.BoundNode;
import dev.pawl.walk.BoundPipeline;
import dev.pawl.walk.BoundStep;
import java.util.Optional;

/** Finds the code of a step by its path in a run. Stateless. */
final class Lookup {
    private static final BoundStep[] NOTHING = {};

    private Lookup() {}

    /** The step at this path; in pipelines inside, those with which they have begun. */
    static Optional<BoundStep> step(BoundPipeline pipeline, String path, RunMemory memory) {
        return node(pipeline, path, memory).filter(BoundStep.class::isInstance).map(BoundStep.class::cast);
    }

    /** Whether the pipeline has something at this path: a node, or a branch of one. */
    static boolean has(BoundPipeline pipeline, String path, RunMemory memory) {
        int slash = path.lastIndexOf('/');
        return node(pipeline, path, memory).isPresent()
                || slash > 0
                        && node(pipeline, path.substring(0, slash), memory)
                                .filter(n -> n instanceof BoundNode.Parallel || n instanceof BoundNode.Branch)
                                .map(n -> n.inside(path.substring(slash + 1)))
                                .isPresent();
    }

    private static Optional<BoundNode> node(BoundPipeline pipeline, String path, RunMemory memory) {
        String[] ids = path.split("/");
        BoundNode[] nodes = pipeline.nodes;
        BoundStep[] lastly = pipeline.lastly;
        StringBuilder at = new StringBuilder();
        for (int i = 0; i < ids.length; i++) {
            at.append(i == 0 ? "" : "/").append(ids[i]);
            int index = ids[i].indexOf('[');
            BoundNode node = find(index < 0 ? ids[i] : ids[i].substring(0, index), nodes, lastly);
            if (node == null || i == ids.length - 1) {
                return Optional.ofNullable(node);
            }
            lastly = NOTHING;
            if (node instanceof BoundNode.Sub sub) {
                Optional<BoundPipeline> inside = inside(sub, at.toString(), memory);
                nodes = inside.map(p -> p.nodes).orElse(null);
                lastly = inside.map(p -> p.lastly).orElse(NOTHING);
            } else if (node instanceof BoundNode.Parallel || node instanceof BoundNode.Branch) {
                at.append('/').append(ids[++i]);
                nodes = node.inside(ids[i]);
            } else {
                nodes = node.inside("");
            }
            if (nodes == null) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The pipeline that has begun at this path. */
    static Optional<BoundPipeline> sub(BoundPipeline pipeline, String path, RunMemory memory) {
        return node(pipeline, path, memory)
                .filter(BoundNode.Sub.class::isInstance)
                .flatMap(node -> inside((BoundNode.Sub) node, path, memory));
    }

    private static Optional<BoundPipeline> inside(BoundNode.Sub sub, String path, RunMemory memory) {
        SubStarted begun = memory.look(path).sub;
        return begun == null ? sub.pipeline() : sub.pipeline(begun.version(), begun.fingerprint());
    }

    private static BoundNode find(String id, BoundNode[] nodes, BoundNode[] lastly) {
        for (BoundNode node : nodes) {
            if (node.id().equals(id)) {
                return node;
            }
        }
        for (BoundNode node : lastly) {
            if (node.id().equals(id)) {
                return node;
            }
        }
        return null;
    }
}
