package dev.pawl.definition;

import dev.pawl.pipeline.Limits;
import dev.pawl.pipeline.Node;
import dev.pawl.pipeline.StepNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads nodes and what is in them. A node that cannot be made leaves a hole; all else of it has been looked at then. Confined to one reading. */
final class NodeReader {
    private final Problems problems;
    private final StepReader steps;
    private final BranchReader branches;
    private final RepeatReader repeats;
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
        this.branches = new BranchReader(problems, conditions, this);
        this.repeats = new RepeatReader(problems, conditions, keys, this);
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
        List<?> all = fields.findOrHole(PipelineFormat.FINALLY).orElse(List.of());
        for (int i = 0; i < all.size(); i++) {
            At at = fields.at(PipelineFormat.FINALLY).element(i);
            Object kind = Tree.object(all.get(i))
                    .map(map -> map.getOrDefault("kind", "step"))
                    .orElse("step");
            if (!kind.equals("step")) {
                problems.addHole(
                        at.field("kind"),
                        "expected \"step\", found " + Tree.show(kind) + ": only steps can run at the end");
            } else {
                Fields.of(all.get(i), StepFormat.STEP, at, problems)
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
        Form form = kind instanceof String word ? Forms.BY_KIND.get(word) : null;
        if (form == null) {
            List<String> known = List.copyOf(Forms.BY_KIND.keySet());
            problems.addHole(
                    at.field("kind"),
                    "expected one of " + String.join(", ", known) + ", found " + Tree.show(kind)
                            + Type.hint(kind, known));
            return Optional.empty();
        }
        return Fields.of(tree, form, at, problems).flatMap(fields -> node(form, fields, depth));
    }

    private Optional<? extends Node> node(Form form, Fields fields, int depth) {
        if (form == StepFormat.STEP) {
            return steps.step(fields);
        } else if (form == FlowFormat.PARALLEL) {
            return branches.parallel(fields, depth);
        } else if (form == FlowFormat.BRANCH) {
            return branches.branch(fields, depth);
        } else if (form == RepeatFormat.FOR_EACH) {
            return repeats.forEach(fields, depth);
        } else if (form == RepeatFormat.LOOP) {
            return repeats.loop(fields, depth);
        } else if (form == FlowFormat.SUB) {
            return subs.sub(fields, depth);
        } else if (form == WaitFormat.SLEEP) {
            return waits.sleep(fields);
        } else {
            return waits.wait(form, fields);
        }
    }
}
