package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs its nodes again and again: while a condition holds, asked before each round, or until it holds, asked after
 * each. A round sees what the rounds before it put. The run fails when it would go round once more than allowed.
 * Paths: {@code id/node}, in a run {@code id[2]/node}, counted from 0. Immutable.
 */
public record LoopNode(String id, Mode mode, Condition condition, int atMost, List<Node> nodes) implements Node {
    /** When the condition is asked, and which answer goes on. */
    public enum Mode {
        WHILE,
        UNTIL;

        /** The word in definitions. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public LoopNode {
        Names.checkId(id);
        requireNonNull(mode, "mode");
        Conditions.checked(requireNonNull(condition, "condition"));
        Names.checkRange("atMost", atMost, 1, Limits.ROUNDS);
        nodes = List.copyOf(nodes);
    }

    @Override
    public String kind() {
        return "loop";
    }

    @Override
    public Map<String, Object> shape() {
        return Shape.of("id", id)
                .and("kind", kind())
                .and(mode.word(), condition.shape())
                .and("atMost", atMost)
                .nodes("steps", nodes)
                .map();
    }

    @Override
    public List<Block> blocks() {
        return Block.only(nodes);
    }

    @Override
    public List<Reference> references() {
        return Conditions.references(condition);
    }
}
