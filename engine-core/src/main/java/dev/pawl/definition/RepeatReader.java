package dev.pawl.definition;

import dev.pawl.api.Key;
import dev.pawl.pipeline.Collect;
import dev.pawl.pipeline.Condition;
import dev.pawl.pipeline.ForEachNode;
import dev.pawl.pipeline.LoopNode;
import dev.pawl.pipeline.Node;
import dev.pawl.pipeline.Reference;
import java.util.List;
import java.util.Optional;

/** Reads nodes that do the same several times. Confined to one reading. */
final class RepeatReader {
    private final Problems problems;
    private final ConditionReader conditions;
    private final KeyReader keys;
    private final NodeReader inside;

    RepeatReader(Problems problems, ConditionReader conditions, KeyReader keys, NodeReader inside) {
        this.problems = problems;
        this.conditions = conditions;
        this.keys = keys;
        this.inside = inside;
    }

    Optional<Node> forEach(Fields fields, int depth) {
        Optional<String> id = fields.find(Format.ID);
        Optional<Reference> items = fields.find(RepeatFormat.ITEMS);
        Optional<Key<?>> item = fields.has(RepeatFormat.ITEM)
                ? keys.key(fields.raw(RepeatFormat.ITEM), fields.at(RepeatFormat.ITEM))
                : Optional.empty();
        Optional<Key<Integer>> index = fields.findOrHole(RepeatFormat.INDEX).map(name -> Key.of(name, Integer.class));
        Optional<Collect> collect = fields.has(RepeatFormat.COLLECT)
                ? Fields.of(
                                fields.raw(RepeatFormat.COLLECT),
                                RepeatFormat.COLLECT_OBJECT,
                                fields.at(RepeatFormat.COLLECT),
                                problems)
                        .flatMap(this::collect)
                : Optional.empty();
        int maxConcurrent = fields.get(RepeatFormat.MAX_CONCURRENT, 1);
        int maxFailures = fields.get(RepeatFormat.MAX_FAILURES, 0);
        List<Node> nodes = inside.nodes(fields, Format.STEPS, depth + 1, new Siblings(problems));
        if (id.isEmpty() || items.isEmpty() || item.isEmpty()) {
            return Optional.empty();
        }
        return problems.made(
                fields.at(),
                () -> new ForEachNode(
                        id.get(), items.get(), item.get(), index, collect, maxConcurrent, maxFailures, nodes));
    }

    private Optional<Collect> collect(Fields fields) {
        Optional<Key<?>> result = fields.has(RepeatFormat.RESULT)
                ? keys.key(fields.raw(RepeatFormat.RESULT), fields.at(RepeatFormat.RESULT))
                : Optional.empty();
        Optional<Key<?>> into = fields.has(RepeatFormat.INTO)
                ? keys.key(fields.raw(RepeatFormat.INTO), fields.at(RepeatFormat.INTO))
                : Optional.empty();
        return result.map(key -> new Collect(key, into));
    }

    Optional<Node> loop(Fields fields, int depth) {
        Optional<String> id = fields.find(Format.ID);
        Optional<Integer> atMost = fields.find(RepeatFormat.AT_MOST);
        boolean until = fields.has(RepeatFormat.UNTIL);
        if (until == fields.has(RepeatFormat.WHILE)) {
            problems.addHole(fields.at(), "has " + (until ? "both" : "neither") + " while and until: say either");
        }
        Optional<Condition> condition =
                conditions.find(fields, RepeatFormat.WHILE).or(() -> conditions.find(fields, RepeatFormat.UNTIL));
        List<Node> nodes = inside.nodes(fields, Format.STEPS, depth + 1, new Siblings(problems));
        if (id.isEmpty() || atMost.isEmpty() || condition.isEmpty()) {
            return Optional.empty();
        }
        LoopNode.Mode mode = until ? LoopNode.Mode.UNTIL : LoopNode.Mode.WHILE;
        return problems.made(fields.at(), () -> new LoopNode(id.get(), mode, condition.get(), atMost.get(), nodes));
    }
}
