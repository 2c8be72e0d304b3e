package dev.pawl.definition;

import dev.pawl.api.Key;
import dev.pawl.pipeline.Branch;
import dev.pawl.pipeline.BranchNode;
import dev.pawl.pipeline.Case;
import dev.pawl.pipeline.Collect;
import dev.pawl.pipeline.Condition;
import dev.pawl.pipeline.ForEachNode;
import dev.pawl.pipeline.Join;
import dev.pawl.pipeline.Limits;
import dev.pawl.pipeline.LoopNode;
import dev.pawl.pipeline.Node;
import dev.pawl.pipeline.ParallelNode;
import dev.pawl.pipeline.Reference;
import dev.pawl.pipeline.SleepNode;
import dev.pawl.pipeline.StepNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads nodes and what is in them. A node that cannot be made leaves a hole; all else of it has been looked at then. Confined to one reading. */
final class NodeReader {
    private final Problems problems;
    private final StepReader steps;
    private final ConditionReader conditions;
    private final KeyReader keys;
    private final WaitReader waits;
    private final SubReader subs;

    NodeReader(
            Problems problems,
            StepReader steps,
            ConditionReader conditions,
            KeyReader keys,
            WaitReader waits,
            SubReader subs) {
        this.problems = problems;
        this.steps = steps;
        this.conditions = conditions;
        this.keys = keys;
        this.waits = waits;
        this.subs = subs;
    }

    /** The nodes in that field; an id that stands twice is a problem. */
    List<Node> nodes(Fields fields, Field<List<?>> field, int depth, Siblings siblings) {
        List<Node> nodes = new ArrayList<>();
        List<?> all = fields.findOrHole(field).orElse(List.of());
        for (int i = 0; i < all.size(); i++) {
            At at = fields.at(field).element(i);
            node(all.get(i), at, depth).ifPresent(nodes::add);
            siblings.add(all.get(i), at);
        }
        return nodes;
    }

    /** The last steps of a pipeline. */
    List<StepNode> lastSteps(Fields fields, Siblings siblings) {
        List<StepNode> last = new ArrayList<>();
        List<?> all = fields.findOrHole(Format.FINALLY).orElse(List.of());
        for (int i = 0; i < all.size(); i++) {
            At at = fields.at(Format.FINALLY).element(i);
            Object kind = Tree.object(all.get(i))
                    .map(map -> map.getOrDefault("kind", "step"))
                    .orElse("step");
            if (!kind.equals("step")) {
                problems.addHole(
                        at.field("kind"),
                        "expected \"step\", found " + Tree.show(kind) + ": only steps can run at the end");
            } else {
                Fields.of(all.get(i), Format.STEP, at, problems)
                        .flatMap(steps::step)
                        .ifPresent(last::add);
            }
            siblings.add(all.get(i), at);
        }
        return last;
    }

    private Optional<Node> node(Object tree, At at, int depth) {
        if (depth > Limits.DEPTH) {
            problems.addHole(at, "lies deeper than " + Limits.DEPTH + " levels: make it a pipeline of its own");
            return Optional.empty();
        }
        Optional<Map<String, Object>> map = Tree.object(tree);
        Object kind = map.isPresent() ? map.get().getOrDefault("kind", "step") : "step";
        Form form = kind instanceof String word ? Format.NODES_BY_KIND.get(word) : null;
        if (form == null) {
            List<String> known = List.copyOf(Format.NODES_BY_KIND.keySet());
            problems.addHole(
                    at.field("kind"),
                    "expected one of " + String.join(", ", known) + ", found " + Tree.show(kind)
                            + Type.hint(kind, known));
            return Optional.empty();
        }
        return Fields.of(tree, form, at, problems).flatMap(fields -> node(form, fields, depth));
    }

    private Optional<? extends Node> node(Form form, Fields fields, int depth) {
        if (form == Format.STEP) {
            return steps.step(fields);
        } else if (form == Format.PARALLEL) {
            return parallel(fields, depth);
        } else if (form == Format.BRANCH) {
            return branch(fields, depth);
        } else if (form == Format.FOR_EACH) {
            return forEach(fields, depth);
        } else if (form == Format.LOOP) {
            return loop(fields, depth);
        } else if (form == Format.SUB) {
            return subs.sub(fields, depth);
        } else if (form == Format.SLEEP) {
            return sleep(fields);
        } else {
            return waits.read(form, fields);
        }
    }

    private Optional<Node> parallel(Fields fields, int depth) {
        Optional<String> id = fields.find(Format.ID);
        List<Branch> branches = new ArrayList<>();
        List<?> all = fields.find(Format.BRANCHES).orElse(List.of());
        Siblings siblings = new Siblings(problems);
        for (int i = 0; i < all.size(); i++) {
            At at = fields.at(Format.BRANCHES).element(i);
            siblings.add(all.get(i), at);
            Fields.of(all.get(i), Format.PARALLEL_BRANCH, at, problems).ifPresent(branch -> {
                Optional<String> name = branch.find(Format.ID);
                List<Node> nodes = nodes(branch, Format.STEPS, depth + 1, new Siblings(problems));
                name.ifPresent(n -> branches.add(new Branch(n, nodes)));
            });
        }
        Join join = fields.has(Format.JOIN) ? join(fields.raw(Format.JOIN), fields.at(Format.JOIN)) : Join.all();
        if (id.isEmpty() || branches.isEmpty()) {
            return Optional.empty();
        }
        if (join.needed(all.size()) > all.size()) {
            problems.add(
                    fields.at(Format.JOIN),
                    "waits for " + join.needed(all.size()) + " of " + all.size() + " branches: ask for fewer");
            join = Join.all();
        }
        Join by = branches.size() == all.size() ? join : Join.all();
        return problems.made(fields.at(), () -> new ParallelNode(id.get(), by, branches));
    }

    private Join join(Object tree, At at) {
        if ("all".equals(tree)) {
            return Join.all();
        } else if ("any".equals(tree)) {
            return Join.any();
        } else if (Tree.object(tree).isEmpty()) {
            problems.add(at, Format.JOIN.type().refusal(tree));
            return Join.all();
        }
        return Fields.of(tree, Format.AT_LEAST_FORM, at, problems)
                .flatMap(fields -> fields.find(Format.AT_LEAST))
                .map(Join::atLeast)
                .orElse(Join.all());
    }

    private Optional<Node> branch(Fields fields, int depth) {
        Optional<String> id = fields.find(Format.ID);
        List<Case> cases = new ArrayList<>();
        List<?> all = fields.find(Format.CASES).orElse(List.of());
        Siblings siblings = new Siblings(problems);
        for (int i = 0; i < all.size(); i++) {
            At at = fields.at(Format.CASES).element(i);
            siblings.add(all.get(i), at);
            Fields.of(all.get(i), Format.CASE, at, problems)
                    .flatMap(each -> way(each, depth))
                    .ifPresent(cases::add);
        }
        Optional<List<Node>> otherwise = fields.has(Format.OTHERWISE)
                ? Optional.of(nodes(fields, Format.OTHERWISE, depth + 1, new Siblings(problems)))
                : Optional.empty();
        if (id.isEmpty() || cases.size() < Math.max(1, all.size())) {
            return Optional.empty();
        }
        return problems.made(fields.at(), () -> new BranchNode(id.get(), cases, otherwise));
    }

    private Optional<Case> way(Fields fields, int depth) {
        Optional<String> id = fields.find(Format.ID);
        Optional<Condition> when = condition(fields, Format.WHEN);
        List<Node> nodes = nodes(fields, Format.STEPS, depth + 1, new Siblings(problems));
        return id.isEmpty() || when.isEmpty()
                ? Optional.empty()
                : problems.made(fields.at(), () -> new Case(id.get(), when.get(), nodes));
    }

    private Optional<Condition> condition(Fields fields, Field<Object> field) {
        return fields.has(field) ? conditions.read(fields.raw(field), fields.at(field)) : Optional.empty();
    }

    private Optional<Node> forEach(Fields fields, int depth) {
        Optional<String> id = fields.find(Format.ID);
        Optional<Reference> items = fields.find(Format.ITEMS);
        Optional<Key<?>> item =
                fields.has(Format.ITEM) ? keys.key(fields.raw(Format.ITEM), fields.at(Format.ITEM)) : Optional.empty();
        Optional<Key<Integer>> index = fields.findOrHole(Format.INDEX).map(name -> Key.of(name, Integer.class));
        Optional<Collect> collect = fields.has(Format.COLLECT)
                ? Fields.of(fields.raw(Format.COLLECT), Format.COLLECT_FORM, fields.at(Format.COLLECT), problems)
                        .flatMap(this::collect)
                : Optional.empty();
        int maxConcurrent = fields.get(Format.MAX_CONCURRENT, 1);
        int maxFailures = fields.get(Format.MAX_FAILURES, 0);
        List<Node> nodes = nodes(fields, Format.STEPS, depth + 1, new Siblings(problems));
        if (id.isEmpty() || items.isEmpty() || item.isEmpty()) {
            return Optional.empty();
        }
        return problems.made(
                fields.at(),
                () -> new ForEachNode(
                        id.get(), items.get(), item.get(), index, collect, maxConcurrent, maxFailures, nodes));
    }

    private Optional<Collect> collect(Fields fields) {
        Optional<Key<?>> result = fields.has(Format.RESULT)
                ? keys.key(fields.raw(Format.RESULT), fields.at(Format.RESULT))
                : Optional.empty();
        Optional<Key<?>> into =
                fields.has(Format.INTO) ? keys.key(fields.raw(Format.INTO), fields.at(Format.INTO)) : Optional.empty();
        return result.map(key -> new Collect(key, into));
    }

    private Optional<Node> loop(Fields fields, int depth) {
        Optional<String> id = fields.find(Format.ID);
        Optional<Integer> atMost = fields.find(Format.AT_MOST);
        boolean until = fields.has(Format.UNTIL);
        if (until == fields.has(Format.WHILE)) {
            problems.addHole(fields.at(), "has " + (until ? "both" : "neither") + " while and until: say either");
        }
        Optional<Condition> condition = condition(fields, Format.WHILE).or(() -> condition(fields, Format.UNTIL));
        List<Node> nodes = nodes(fields, Format.STEPS, depth + 1, new Siblings(problems));
        if (id.isEmpty() || atMost.isEmpty() || condition.isEmpty()) {
            return Optional.empty();
        }
        LoopNode.Mode mode = until ? LoopNode.Mode.UNTIL : LoopNode.Mode.WHILE;
        return problems.made(fields.at(), () -> new LoopNode(id.get(), mode, condition.get(), atMost.get(), nodes));
    }

    private Optional<Node> sleep(Fields fields) {
        Optional<String> id = fields.find(Format.ID);
        boolean both = fields.has(Format.FOR);
        if (both == fields.has(Format.UNTIL_HOUR)) {
            problems.addHole(fields.at(), "has " + (both ? "both" : "neither") + " for and until: say either");
            return Optional.empty();
        }
        var duration = fields.findOrHole(Format.FOR);
        var until = fields.findOrHole(Format.UNTIL_HOUR);
        return id.isEmpty() || duration.isEmpty() && until.isEmpty()
                ? Optional.empty()
                : problems.made(fields.at(), () -> new SleepNode(id.get(), duration, until));
    }
}
