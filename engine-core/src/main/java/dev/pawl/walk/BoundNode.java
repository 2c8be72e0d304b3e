package dev.pawl.walk;

import dev.pawl.pipeline.BranchNode;
import dev.pawl.pipeline.ForEachNode;
import dev.pawl.pipeline.LoopNode;
import dev.pawl.pipeline.ParallelNode;
import dev.pawl.pipeline.SleepNode;
import dev.pawl.pipeline.SubPipelineNode;
import dev.pawl.pipeline.WaitNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A node with the code of what is in it, ready to be carried any number of times. Immutable. */
public sealed interface BoundNode
        permits BoundStep,
                BoundNode.Parallel,
                BoundNode.Branch,
                BoundNode.ForEach,
                BoundNode.Loop,
                BoundNode.Sub,
                BoundNode.Wait,
                BoundNode.Sleep {
    String id();

    /** The sequence in a branch, a case or an item, as its path calls it; null when there is none. */
    default BoundNode[] inside(String segment) {
        return null;
    }

    /** See {@link ParallelNode}. */
    record Parallel(ParallelNode node, List<BoundNode[]> branches) implements BoundNode {
        @Override
        public String id() {
            return node.id();
        }

        @Override
        public BoundNode[] inside(String segment) {
            for (int i = 0; i < branches.size(); i++) {
                if (node.branches().get(i).id().equals(segment)) {
                    return branches.get(i);
                }
            }
            return null;
        }
    }

    /** See {@link BranchNode}; {@code otherwise} is empty when there is no other way. {@code hasCode}: whether asking runs foreign code. */
    record Branch(BranchNode node, List<BoundNode[]> cases, BoundNode[] otherwise, boolean hasCode)
            implements BoundNode {
        @Override
        public String id() {
            return node.id();
        }

        @Override
        public BoundNode[] inside(String segment) {
            for (int i = 0; i < cases.size(); i++) {
                if (node.cases().get(i).id().equals(segment)) {
                    return cases.get(i);
                }
            }
            return otherwise;
        }
    }

    /** See {@link ForEachNode}. */
    record ForEach(ForEachNode node, BoundNode[] body) implements BoundNode {
        @Override
        public String id() {
            return node.id();
        }

        @Override
        public BoundNode[] inside(String segment) {
            return body;
        }
    }

    /** See {@link LoopNode}. */
    record Loop(LoopNode node, BoundNode[] body, boolean hasCode) implements BoundNode {
        @Override
        public String id() {
            return node.id();
        }

        @Override
        public BoundNode[] inside(String segment) {
            return body;
        }
    }

    /** See {@link SubPipelineNode}; which pipeline it is, is looked up when it begins. */
    record Sub(SubPipelineNode node, Codebase code, Optional<BoundPipeline> inline) implements BoundNode {
        @Override
        public String id() {
            return node.id();
        }

        /** The pipeline in the version that the node asks for, or in the newest. */
        public Optional<BoundPipeline> pipeline() {
            return inline.isPresent() ? inline : code.pipeline(node.pipeline(), node.version());
        }

        /** The pipeline in the version with which it has begun, if it still has that shape. */
        public Optional<BoundPipeline> pipeline(int version, String fingerprint) {
            Optional<BoundPipeline> found =
                    inline.isPresent() ? inline : code.pipeline(node.pipeline(), OptionalInt.of(version));
            return found.filter(p -> p.pipeline().fingerprint().equals(fingerprint));
        }
    }

    /** See {@link WaitNode}. */
    record Wait(WaitNode node) implements BoundNode {
        @Override
        public String id() {
            return node.id();
        }
    }

    /** See {@link SleepNode}. */
    record Sleep(SleepNode node) implements BoundNode {
        @Override
        public String id() {
            return node.id();
        }
    }
}
