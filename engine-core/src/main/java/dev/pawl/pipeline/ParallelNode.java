package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * Branches that run at the same time, each in a scope of its own until they join: the values that the winners put
 * are united, and a key that two of them put fails the parallel. Paths: {@code id/branch/node}. Immutable.
 */
public record ParallelNode(String id, Join join, List<Branch> branches) implements Node {
    public ParallelNode {
        Names.checkId(id);
        requireNonNull(join, "join");
        branches = List.copyOf(branches);
        Names.checkRange("number of branches", branches.size(), 1, Limits.AT_ONCE);
        if (join.needed(branches.size()) > branches.size()) {
            throw new IllegalArgumentException("join waits for at least " + join.needed(branches.size()) + " of "
                    + branches.size() + " branches: ask for fewer");
        }
    }

    @Override
    public String kind() {
        return "parallel";
    }

    @Override
    public Map<String, Object> shape() {
        return Shape.of("id", id)
                .and("kind", kind())
                .andIf(!(join instanceof Join.All), "join", join.shape())
                .and("branches", Shape.list(branches, Branch::shape))
                .map();
    }

    @Override
    public List<Block> blocks() {
        return branches.stream()
                .map(branch -> new Block(branch.id(), branch.nodes()))
                .toList();
    }
}
