package dev.pawl.pipeline;

import dev.pawl.api.Key;
import java.util.List;
import java.util.Map;

/** One place in a pipeline. Immutable. */
public sealed interface Node
        permits StepNode, ParallelNode, BranchNode, ForEachNode, LoopNode, SubPipelineNode, WaitNode, SleepNode {
    /** Unique among its siblings; with the ids of the nodes around it, it makes the path. */
    String id();

    /** The word that stands for this kind of node in shapes, definitions and messages. */
    String kind();

    /** This node and those in it, as data. Only for a node of a pipeline, whose depth has been checked. */
    Map<String, Object> shape();

    /** The nodes in this one, each list with what it adds to their paths. */
    default List<Block> blocks() {
        return List.of();
    }

    /** What it reads, as far as it says so in data; not what the nodes in it read. */
    default List<Reference> references() {
        return List.of();
    }

    /** The keys that it reads or puts, as far as that is known without running it; not those of the nodes in it. */
    default List<Key<?>> keys() {
        return List.of();
    }
}
