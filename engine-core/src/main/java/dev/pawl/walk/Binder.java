package dev.pawl.walk;

import dev.pawl.api.Step;
import dev.pawl.api.StepDescription;
import dev.pawl.pipeline.BranchNode;
import dev.pawl.pipeline.Case;
import dev.pawl.pipeline.Condition;
import dev.pawl.pipeline.ForEachNode;
import dev.pawl.pipeline.LoopNode;
import dev.pawl.pipeline.Node;
import dev.pawl.pipeline.ParallelNode;
import dev.pawl.pipeline.Paths;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.SleepNode;
import dev.pawl.pipeline.StepNode;
import dev.pawl.pipeline.SubPipelineNode;
import dev.pawl.pipeline.WaitNode;
import java.util.List;
import java.util.Optional;

/** Binds the nodes of one pipeline to their code. Confined to one thread. */
public final class Binder {
    /** What stands in the path of a compensation behind that of its step. */
    public static final String UNDO = "undo";

    private final Pipeline pipeline;
    private final Codebase code;
    private final String around;

    /** @param around where the pipeline stands in the one that is bound; empty for that itself */
    Binder(Pipeline pipeline, Codebase code, String around) {
        this.pipeline = pipeline;
        this.code = code;
        this.around = around;
    }

    BoundNode[] bind(List<? extends Node> nodes, String path) {
        BoundNode[] bound = new BoundNode[nodes.size()];
        for (int i = 0; i < bound.length; i++) {
            Node node = nodes.get(i);
            bound[i] = bind(node, Paths.join(path, node.id()));
        }
        return bound;
    }

    private BoundNode bind(Node node, String path) {
        if (node instanceof StepNode step) {
            return step(step, path, path);
        } else if (node instanceof ParallelNode parallel) {
            return new BoundNode.Parallel(
                    parallel,
                    parallel.branches().stream()
                            .map(b -> bind(b.nodes(), Paths.join(path, b.id())))
                            .toList());
        } else if (node instanceof BranchNode branch) {
            return new BoundNode.Branch(
                    branch,
                    branch.cases().stream()
                            .map(c -> bind(c.nodes(), Paths.join(path, c.id())))
                            .toList(),
                    bind(branch.otherwise().orElse(List.of()), Paths.join(path, Case.OTHERWISE)),
                    branch.cases().stream().anyMatch(c -> hasCode(c.when())));
        } else if (node instanceof ForEachNode each) {
            return new BoundNode.ForEach(each, bind(each.nodes(), path));
        } else if (node instanceof LoopNode loop) {
            return new BoundNode.Loop(loop, bind(loop.nodes(), path), hasCode(loop.condition()));
        } else if (node instanceof SubPipelineNode sub) {
            return new BoundNode.Sub(
                    sub, code, sub.inline().map(p -> BoundPipeline.bind(p, code, Paths.join(around, path))));
        } else if (node instanceof WaitNode wait) {
            return new BoundNode.Wait(wait);
        } else {
            return new BoundNode.Sleep((SleepNode) node);
        }
    }

    private static boolean hasCode(Condition condition) {
        return condition instanceof Condition.Inline
                || condition.parts().stream().anyMatch(Binder::hasCode);
    }

    /** @param place how messages call it: a fallback has the path of its step */
    private BoundStep step(StepNode node, String path, String place) {
        Step body = node.code().orElseGet(() -> code.step(node, Paths.join(around, place)));
        StepDescription description = new StepDescription(
                pipeline.name(), path, node.name(), node.uses(), node.policy().errorChance(), node.with());
        Optional<BoundStep> fallback = node.policy().fallback().map(f -> step(f, path, path + ".fallback"));
        Optional<BoundStep> undo =
                node.policy().compensate().map(c -> step(c, Paths.join(path, UNDO), path + ".compensate"));
        return new BoundStep(node.id(), body, description, node.policy(), code.links(node), fallback, undo);
    }
}
