package dev.pawl.definition;

import dev.pawl.pipeline.Branch;
import dev.pawl.pipeline.BranchNode;
import dev.pawl.pipeline.Case;
import dev.pawl.pipeline.Condition;
import dev.pawl.pipeline.Join;
import dev.pawl.pipeline.Node;
import dev.pawl.pipeline.ParallelNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads nodes that go several ways. Confined to one reading. */
final class BranchReader {
    private final Problems problems;
    private final ConditionReader conditions;
    private final NodeReader inside;

    BranchReader(Problems problems, ConditionReader conditions, NodeReader inside) {
        this.problems = problems;
        this.conditions = conditions;
        this.inside = inside;
    }

    Optional<Node> parallel(Fields fields, int depth) {
        Optional<String> id = fields.find(Format.ID);
        List<Branch> branches = new ArrayList<>();
        List<?> all = fields.find(FlowFormat.BRANCHES).orElse(List.of());
        Siblings siblings = new Siblings(problems);
        for (int i = 0; i < all.size(); i++) {
            At at = fields.at(FlowFormat.BRANCHES).element(i);
            siblings.add(all.get(i), at);
            Fields.of(all.get(i), FlowFormat.PARALLEL_BRANCH, at, problems).ifPresent(branch -> {
                Optional<String> name = branch.find(Format.ID);
                List<Node> nodes = inside.nodes(branch, Format.STEPS, depth + 1, new Siblings(problems));
                name.ifPresent(n -> branches.add(new Branch(n, nodes)));
            });
        }
        Join join = fields.has(FlowFormat.JOIN)
                ? join(fields.raw(FlowFormat.JOIN), fields.at(FlowFormat.JOIN))
                : Join.all();
        if (id.isEmpty() || branches.isEmpty()) {
            return Optional.empty();
        }
        if (join.needed(all.size()) > all.size()) {
            problems.add(
                    fields.at(FlowFormat.JOIN),
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
            problems.add(at, FlowFormat.JOIN.type().refusal(tree));
            return Join.all();
        }
        return Fields.of(tree, FlowFormat.AT_LEAST_OBJECT, at, problems)
                .flatMap(fields -> fields.find(FlowFormat.AT_LEAST))
                .map(Join::atLeast)
                .orElse(Join.all());
    }

    Optional<Node> branch(Fields fields, int depth) {
        Optional<String> id = fields.find(Format.ID);
        List<Case> cases = new ArrayList<>();
        List<?> all = fields.find(FlowFormat.CASES).orElse(List.of());
        Siblings siblings = new Siblings(problems);
        for (int i = 0; i < all.size(); i++) {
            At at = fields.at(FlowFormat.CASES).element(i);
            siblings.add(all.get(i), at);
            Fields.of(all.get(i), FlowFormat.CASE, at, problems)
                    .flatMap(each -> way(each, depth))
                    .ifPresent(cases::add);
        }
        Optional<List<Node>> otherwise = fields.has(FlowFormat.OTHERWISE)
                ? Optional.of(inside.nodes(fields, FlowFormat.OTHERWISE, depth + 1, new Siblings(problems)))
                : Optional.empty();
        if (id.isEmpty() || cases.size() < Math.max(1, all.size())) {
            return Optional.empty();
        }
        return problems.made(fields.at(), () -> new BranchNode(id.get(), cases, otherwise));
    }

    private Optional<Case> way(Fields fields, int depth) {
        Optional<String> id = fields.find(Format.ID);
        Optional<Condition> when = conditions.find(fields, FlowFormat.WHEN);
        List<Node> nodes = inside.nodes(fields, Format.STEPS, depth + 1, new Siblings(problems));
        return id.isEmpty() || when.isEmpty()
                ? Optional.empty()
                : problems.made(fields.at(), () -> new Case(id.get(), when.get(), nodes));
    }
}
