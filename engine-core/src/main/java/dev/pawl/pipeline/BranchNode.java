package dev.pawl.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Goes the way of the first case whose condition holds, else the other way, else none. The decision is recorded.
 * Paths: {@code id/case/node} and {@code id/otherwise/node}. Immutable.
 */
public record BranchNode(String id, List<Case> cases, Optional<List<Node>> otherwise) implements Node {
    public BranchNode {
        Names.checkId(id);
        cases = List.copyOf(cases);
        otherwise = otherwise.map(List::copyOf);
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("branch has no case: give at least one");
        }
    }

    @Override
    public String kind() {
        return "branch";
    }

    @Override
    public Map<String, Object> shape() {
        Shape shape = Shape.of("id", id).and("kind", kind()).and("cases", Shape.list(cases, Case::shape));
        otherwise.ifPresent(nodes -> shape.nodes(Case.OTHERWISE, nodes));
        return shape.map();
    }

    @Override
    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        cases.forEach(c -> blocks.add(new Block(c.id(), c.nodes())));
        otherwise.ifPresent(nodes -> blocks.add(new Block(Case.OTHERWISE, nodes)));
        return blocks;
    }

    @Override
    public List<Reference> references() {
        return cases.stream()
                .flatMap(c -> Conditions.references(c.when()).stream())
                .toList();
    }
}
