package dev.pawl.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks that references lead somewhere. What a node may refer to is known for certain only in part: a step of which
 * only the code knows what it puts may put any key, and so may a caller, where a pipeline declares no inputs. So it
 * is refused
 *
 * <ul>
 *   <li>to refer to a node that is not done by then (later, in another branch, or around the one that refers), or
 *       whose data stays inside a for-each; inside a loop, all of the loop may have been done in the round before;
 *   <li>to refer to nothing that is known, where all keys are known: inputs are declared, and only functions, waits
 *       and for-eaches came before;
 *   <li>to refer to a name that is both a node's and a key's.
 * </ul>
 *
 * <p>Last steps may refer to every node, and a compensation also to its own step. Confined to one check.
 */
final class References {
    private final Draft draft;
    private final KeyTable keyTable;
    private final Map<String, String> everywhere = new HashMap<>();
    private final Deque<Scope> scopes = new ArrayDeque<>();
    private final Deque<List<Use>> loops = new ArrayDeque<>();
    private final List<Use> unknown = new ArrayList<>();

    References(Draft draft, KeyTable keyTable, List<InputSpec> inputs) {
        this.draft = draft;
        this.keyTable = keyTable;
        Scope root = new Scope();
        inputs.forEach(input -> root.put(input.name()));
        if (inputs.isEmpty()) {
            root.open();
        }
        scopes.push(root);
    }

    private record Use(String path, Reference reference, boolean open) {
        String head() {
            return reference.head();
        }
    }

    void enter(Place place) {
        everywhere.putIfAbsent(place.node().id(), place.path());
        if (place.node() instanceof LoopNode) {
            loops.push(new ArrayList<>());
        }
    }

    void read(String path, List<Reference> references) {
        references.forEach(reference -> check(new Use(path, reference, true)));
    }

    void enterBlock(Place container) {
        scopes.push(new Scope());
        if (container.node() instanceof ForEachNode each) {
            each.itemKeys().forEach(key -> scopes.peek().put(key.name()));
        } else if (container.node() instanceof SubPipelineNode sub) {
            sub.inline()
                    .ifPresent(p -> p.inputs().forEach(input -> scopes.peek().put(input.name())));
        }
    }

    void leaveBlock() {
        Scope block = scopes.pop();
        scopes.peek().keep(block);
    }

    void leave(Place place) {
        Node node = place.node();
        Scope scope = scopes.peek();
        scope.join(!(node instanceof ForEachNode));
        if (node instanceof LoopNode) {
            loops.pop().forEach(this::check);
        }
        if (node instanceof StepNode step) {
            leaveStep(scope, step);
        } else {
            scope.done(node.id());
        }
        if (node instanceof SubPipelineNode sub && sub.inline().isEmpty()) {
            scope.open();
        }
        if (node instanceof WaitNode wait) {
            wait.value().ifPresent(key -> scope.put(key.name()));
        }
        if (node instanceof ForEachNode each) {
            each.collect().flatMap(Collect::into).ifPresent(key -> scope.put(key.name()));
        }
    }

    private static void leaveStep(Scope scope, StepNode step) {
        String put = step.function().map(f -> f.out().name()).orElse("");
        if (put.isEmpty()) {
            scope.open();
        } else {
            scope.put(put);
        }
        step.policy().fallback().filter(f -> f.function().isEmpty()).ifPresent(f -> scope.open());
        if (!put.equals(step.id())) {
            scope.done(step.id());
        }
    }

    /** Nobody knows all nodes before the end, so what is not found is kept until then. */
    private void check(Use use) {
        boolean node = false;
        boolean key = false;
        boolean open = false;
        for (Scope scope : scopes) {
            node |= scope.hasNode(use.head());
            key |= scope.hasKey(use.head());
            open |= scope.isOpen();
        }
        if (node && key) {
            draft.problem(use.path, "refers to '" + use.reference + "', which is a step and a key: rename either");
        } else if (!node && !key) {
            (loops.isEmpty() ? unknown : loops.peek()).add(new Use(use.path, use.reference, open));
        }
    }

    void finish() {
        for (Use use : unknown) {
            String elsewhere = everywhere.get(use.head());
            if (elsewhere != null) {
                draft.problem(
                        use.path,
                        "refers to '" + use.reference + "', but '" + elsewhere
                                + "' is not done by then, or keeps its data inside: refer to an earlier step,"
                                + " or rename the step if a key is meant");
            } else if (!use.open) {
                List<String> known = new ArrayList<>(everywhere.keySet());
                keyTable.names().forEach(known::add);
                draft.problem(
                        use.path,
                        "refers to '" + use.reference + "', but no earlier step and no key is called '" + use.head()
                                + "'" + NearestWord.hint(use.head(), known, "declare it as an input"));
            }
        }
    }
}
