package dev.pawl.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a pipeline as a whole, in one walk and in time that grows with its size only. Pipelines inside it have been
 * checked when they were built: of them only size and keys are looked at again. Confined to one check.
 */
final class Validation implements Walk.Visitor {
    static final String TOO_DEEP = "lies deeper than " + Limits.DEPTH + " levels: make it a pipeline of its own";
    static final String TOO_LARGE = "makes more than " + Limits.NODES + " nodes: split the pipeline";

    private final Draft draft;
    private final KeyTable keys;
    private final References references;
    private int nodes;
    private int depth;
    private long characters;
    private int foreign;
    private boolean last;

    private Validation(Draft draft, DefinedPipeline pipeline) {
        this.draft = draft;
        this.keys = new KeyTable(draft);
        this.references = new References(draft, keys, pipeline.inputs());
    }

    static Pipeline check(Draft draft, DefinedPipeline pipeline) {
        Validation validation = new Validation(draft, pipeline);
        validation.check(pipeline);
        if (draft.count() > 0) {
            throw new InvalidPipelineException(pipeline.name(), draft.problems(), draft.count());
        }
        return pipeline.measured(new Size(validation.nodes, validation.depth, validation.characters));
    }

    private void check(DefinedPipeline pipeline) {
        if (!Names.isId(pipeline.name())) {
            draft.problem("", "its name is not 1 to 64 of A-Z, a-z, 0-9, _ and -");
        }
        if (pipeline.nodes().isEmpty() && draft.count() == 0) {
            draft.problem("", "it has no steps: add at least one");
        }
        Set<String> inputs = new HashSet<>();
        for (InputSpec input : pipeline.inputs()) {
            keys.add(input.key(), "inputs");
            if (!inputs.add(input.name())) {
                draft.problem("inputs." + input.name(), "is declared twice: keep one");
            }
        }
        List<Node> top = new ArrayList<>(pipeline.nodes());
        top.addAll(pipeline.finallySteps());
        checkSiblings("", top);
        Walk.over(pipeline.nodes(), this);
        last = true;
        Walk.over(pipeline.finallySteps(), this);
        if (nodes <= Limits.NODES) {
            references.finish();
        }
    }

    @Override
    public boolean enter(Place place) {
        Node node = place.node();
        if (++nodes > Limits.NODES) {
            if (nodes == Limits.NODES + 1) {
                draft.problem(place.path(), TOO_LARGE);
            }
            return false;
        }
        depth = Math.max(depth, place.depth());
        node.keys().forEach(key -> keys.add(key, place.path()));
        references.enter(place);
        if (foreign == 0) {
            checkNode(place);
        }
        boolean into = place.depth() < Limits.DEPTH || node.blocks().isEmpty();
        if (!into) {
            draft.problem(place.path(), TOO_DEEP);
        }
        return node instanceof SubPipelineNode sub ? enter(place, sub) && into : into;
    }

    @Override
    public void enterBlock(Place container, Block block) {
        references.enterBlock(container);
        foreign += container.node() instanceof SubPipelineNode ? 1 : 0;
    }

    @Override
    public void leaveBlock(Place container, Block block) {
        references.leaveBlock();
        foreign -= container.node() instanceof SubPipelineNode ? 1 : 0;
    }

    @Override
    public void leave(Place place) {
        if (nodes > Limits.NODES) {
            return;
        }
        references.leave(place);
        if (foreign == 0 && place.node() instanceof StepNode step) {
            step.policy().compensate().ifPresent(undo -> references.read(place.path(), undo.references()));
        }
    }

    private void checkNode(Place place) {
        Node node = place.node();
        String path = place.path();
        references.read(path, node.references());
        addCharacters(path, Size.charactersOf(node));
        if (node instanceof StepNode step) {
            StepRules.check(draft, path, step, last);
            step.policy().fallback().ifPresent(fallback -> references.read(path, fallback.references()));
            return;
        }
        if (node instanceof SubPipelineNode) {
            return;
        }
        Set<String> segments = new HashSet<>();
        for (Block block : node.blocks()) {
            String inside = Paths.join(path, block.segment());
            if (!segments.add(block.segment())) {
                draft.problem(inside, "stands twice in '" + node.id() + "': use another id");
            }
            if (block.nodes().isEmpty() && !draft.hasProblemIn(inside)) {
                draft.problem(inside, "has no steps: add at least one");
            }
            checkSiblings(inside, block.nodes());
        }
    }

    /**
     * Refuses one that would be too large before it is gone into, so that pipelines twice in each other cost nothing.
     */
    private boolean enter(Place place, SubPipelineNode sub) {
        Optional<Pipeline> inline = sub.inline();
        if (inline.isEmpty()) {
            return false;
        }
        Size size = Size.of(inline.get());
        if (nodes + size.nodes() > Limits.NODES) {
            draft.problem(place.path(), TOO_LARGE);
            return false;
        }
        if (place.depth() + 1 + size.depth() > Limits.DEPTH) {
            draft.problem(place.path(), TOO_DEEP);
            return false;
        }
        if (foreign == 0) {
            addCharacters(place.path(), size.characters());
            List<String> names =
                    inline.get().inputs().stream().map(InputSpec::name).toList();
            sub.with().keySet().stream()
                    .filter(name -> !names.contains(name))
                    .forEach(name -> draft.problem(
                            place.path(),
                            "gives " + Names.show(name) + ", which is no input of '" + sub.pipeline() + "'"
                                    + NearestWord.hint(name, names, "it has " + names)));
        }
        inline.get().inputs().forEach(input -> keys.add(input.key(), place.path()));
        return true;
    }

    private void addCharacters(String path, long more) {
        boolean fits = characters <= Limits.SETTINGS_CHARACTERS;
        characters += more;
        if (fits && characters > Limits.SETTINGS_CHARACTERS) {
            draft.problem(
                    path,
                    "makes more than " + Limits.SETTINGS_CHARACTERS
                            + " characters of settings: keep large texts elsewhere");
        }
    }

    private void checkSiblings(String path, List<? extends Node> siblings) {
        Set<String> ids = new HashSet<>();
        for (Node node : siblings) {
            if (!ids.add(node.id())) {
                draft.problem(
                        Paths.join(path, node.id()), "the id '" + node.id() + "' stands twice here: use another id");
            }
        }
    }
}
