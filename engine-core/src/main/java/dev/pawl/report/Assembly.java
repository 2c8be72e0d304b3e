package dev.pawl.report;

import dev.pawl.pipeline.Paths;
import dev.pawl.walk.Binder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Puts what the events say into the order of the pipeline's shape. Confined to one thread. */
final class Assembly {
    private final Story story;
    private final NavigableSet<String> kept;
    private final long now;
    private final List<NodeReport> nodes = new ArrayList<>();
    private final Set<String> placed = new HashSet<>();

    /** What is around a node, as far as it says something of what has not begun or not ended in it. */
    private enum Around {
        OPEN,
        /** The run has ended without success: what has not begun was still to come. */
        ENDED,
        /** It came to its end, or another way was taken. */
        OVER,
        KEPT
    }

    private Assembly(Story story, Set<String> kept, long now) {
        this.story = story;
        this.kept = new TreeSet<>(kept);
        this.now = now;
    }

    /**
     * The nodes of a run.
     *
     * @param kept the paths of the nodes that were done in the run that this one goes on with
     */
    static List<NodeReport> of(Map<?, ?> shape, Story story, Set<String> kept, long now) {
        Assembly assembly = new Assembly(story, kept, now);
        Around around = !story.run.isOver() ? Around.OPEN : story.run.completed ? Around.OVER : Around.ENDED;
        assembly.all(NodeShape.nodes(shape), "", around);
        assembly.all(NodeShape.lastly(shape), "", around);
        assembly.rest(around);
        return assembly.nodes;
    }

    private void all(List<NodeShape> shapes, String base, Around around) {
        for (NodeShape shape : shapes) {
            node(shape, Paths.join(base, shape.id()), around);
        }
    }

    private void node(NodeShape shape, String path, Around around) {
        NodeStory told = story.look(path);
        placed.add(path);
        if (shape.isStep()) {
            step(shape, path, told, around);
            return;
        }
        int place = nodes.size();
        Around inside = inside(path, told, around);
        Optional<String> choice = choice(shape, path, told);
        for (NodeShape.Part part : shape.parts()) {
            part(shape, part, path, told, inside, choice);
        }
        List<NodeReport> within = List.copyOf(nodes.subList(place, nodes.size()));
        NodeState state = shape.parts().isEmpty()
                ? settled(path, told.state, around)
                : Aggregate.state(
                        settled(path, told.state, around), told, within, choice.isPresent(), around != Around.OPEN);
        nodes.add(place, report(shape, path, shape.kind(), told, state, Aggregate.times(told, within, state)));
    }

    private Around inside(String path, NodeStory told, Around around) {
        if (around == Around.KEPT || isKept(path, told)) {
            return Around.KEPT;
        }
        return told.state.isCompleted() || told.isOver() && around == Around.OPEN ? Around.OVER : around;
    }

    /** Which way a branch has taken, here or in the run that this one goes on with. */
    private Optional<String> choice(NodeShape shape, String path, NodeStory told) {
        if (told.choice != null || !shape.kind().equals("branch")) {
            return Optional.ofNullable(told.choice);
        }
        return shape.parts().stream()
                .map(NodeShape.Part::segment)
                .filter(segment -> hasKept(Paths.join(path, segment)))
                .findFirst();
    }

    private boolean hasKept(String path) {
        return !kept.subSet(path + "/", path + "0").isEmpty();
    }

    private void part(
            NodeShape shape, NodeShape.Part part, String path, NodeStory told, Around inside, Optional<String> choice) {
        if (shape.isRepeated()) {
            int size = size(path, told);
            for (int i = 0; i < size; i++) {
                String item = Paths.item(path, i);
                all(part.all(), item, inside(item, story.look(item), inside));
            }
            if (size == 0) {
                all(part.all(), path, told.size == 0 && inside != Around.KEPT ? Around.OVER : inside);
            }
            placed.add(path);
            return;
        }
        String at = Paths.join(path, part.segment());
        boolean isOtherWay = choice.isPresent() && !choice.get().equals(part.segment());
        Around around =
                isOtherWay ? Around.OVER : part.segment().isEmpty() ? inside : inside(at, story.look(at), inside);
        all(part.all(), at, around);
    }

    /** How many items or rounds there are to show. */
    private int size(String path, NodeStory told) {
        int seen = 0;
        while (isSeen(Paths.item(path, seen))) {
            seen++;
        }
        return Math.max(seen, Math.max(0, told.size));
    }

    private boolean isSeen(String item) {
        return story.hasIn(item) || hasKept(item);
    }

    private void step(NodeShape shape, String path, NodeStory told, Around around) {
        String undoPath = Paths.join(path, Binder.UNDO);
        NodeStory undo = story.look(undoPath);
        NodeState state = settled(path, told.state, around);
        if (state.isCompleted() && undo.hasBegun() && undo.ended > 0) {
            state = undo.state == NodeState.FAILED ? NodeState.NOT_UNDONE : NodeState.UNDONE;
        }
        nodes.add(report(shape, path, NodeReport.STEP, told, state, Aggregate.times(told, List.of(), state)));
        if (undo.hasBegun() && shape.inPlace("compensate").isPresent()) {
            NodeShape compensation = shape.inPlace("compensate").get();
            NodeState undoing = settled(undoPath, undo.state, around);
            placed.add(undoPath);
            nodes.add(report(
                    compensation, undoPath, NodeReport.UNDO, undo, undoing, Aggregate.times(undo, List.of(), undoing)));
        }
    }

    private NodeState settled(String path, NodeState state, Around around) {
        if (state == NodeState.PENDING) {
            boolean isKept = around == Around.KEPT || kept.contains(path);
            return isKept ? NodeState.KEPT : around == Around.OVER ? NodeState.PASSED_OVER : state;
        }
        return state.isOpen() && (around == Around.OVER || around == Around.ENDED) ? NodeState.CANCELLED : state;
    }

    private boolean isKept(String path, NodeStory told) {
        return kept.contains(path) && !told.hasBegun();
    }

    private NodeReport report(
            NodeShape shape, String path, String kind, NodeStory told, NodeState state, Aggregate.Times times) {
        List<Attempt> attempts = told.attempts.stream()
                .map(each -> each.as(
                        each.state() == NodeState.RUNNING && !state.isOpen() ? NodeState.CANCELLED : each.state(), now))
                .toList();
        Optional<Instant> ended = state.isOpen() ? Optional.empty() : NodeStory.hour(times.ended());
        return new NodeReport(
                path,
                shape.name(),
                kind,
                shape.type(),
                state,
                told.message,
                NodeStory.hour(times.started()),
                ended,
                attempts);
    }

    /** Steps of which the shape says nothing, as that of a pipeline inside is not known any more. */
    private void rest(Around around) {
        story.nodes().forEach((path, told) -> {
            if (!placed.contains(path) && !told.attempts.isEmpty()) {
                NodeShape bare = new NodeShape(Map.of("id", path.substring(path.lastIndexOf('/') + 1)));
                NodeState state = settled(path, told.state, around);
                nodes.add(report(bare, path, NodeReport.STEP, told, state, Aggregate.times(told, List.of(), state)));
            }
        });
    }
}
