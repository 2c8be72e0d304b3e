package dev.pawl.testing;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.PipelineBuilder;
import dev.pawl.pipeline.Places;
import dev.pawl.registry.StepType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A random pipeline with all nodes and policies that the walker knows, and bodies that put, read, log and fail as they were told; the same
 * one for the same seed. What comes of it does not depend on which of its branches is faster, but for branches that lose anyway. Immutable.
 */
public final class RandomWork {
    static final String TYPE = "random.work";

    private static final String NAME = "random-work";

    private final long seed;
    private final List<NodePlan> nodes;
    private final List<StepPlan> last;
    private final Map<String, NodePlan> byId;

    private RandomWork(long seed, List<NodePlan> nodes, List<StepPlan> last) {
        this.seed = seed;
        this.nodes = List.copyOf(nodes);
        this.last = List.copyOf(last);
        this.byId = all().collect(Collectors.toUnmodifiableMap(NodePlan::id, node -> node));
    }

    /** The work of this seed: steps one after another. */
    public static RandomWork of(long seed) {
        return of(seed, 0);
    }

    /** The work of this seed, with so many containers in each other at most. */
    public static RandomWork of(long seed, int depth) {
        WorkMaker maker = new WorkMaker(new Random(seed * 31 + depth), depth);
        List<NodePlan> nodes = maker.nodes();
        return new RandomWork(seed, nodes, maker.last());
    }

    /** The pipeline; it needs the {@link #stepType} and the {@link #inputs}. */
    public Pipeline pipeline() {
        return pipeline(new WorkLog());
    }

    /** The type of some of its steps. */
    public StepType stepType() {
        return type(new WorkLog());
    }

    /** What its runs start with. */
    public Inputs inputs() {
        List<Key.Value<?>> values = new ArrayList<>(List.of(
                WorkValues.TEXT.is("input " + seed),
                WorkValues.NUMBER.is((int) seed),
                WorkValues.HOUR.is("2020-01-01T00:00:00Z")));
        all().forEach(node -> values.addAll(node.inputs()));
        return () -> values;
    }

    long seed() {
        return seed;
    }

    /** The nodes that stand in no other one, and the last ones. */
    Stream<NodePlan> top() {
        return Stream.concat(nodes.stream(), last.stream());
    }

    /** All nodes, those in others and the last ones too. */
    Stream<NodePlan> all() {
        return top().flatMap(NodePlan::all);
    }

    /** The node with this id. */
    Optional<NodePlan> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Whether it stands alone: neither in another node nor among those that run at the end. */
    boolean isTop(String path) {
        return nodes.stream().anyMatch(node -> node.id().equals(path));
    }

    /** Whether it needs somebody outside, or time. */
    boolean waits() {
        return all().anyMatch(node -> node instanceof WaitPlan || node instanceof SleepPlan);
    }

    Pipeline pipeline(WorkLog log) {
        PipelineBuilder builder = Pipeline.named(NAME);
        NodePlan.addAll(nodes, builder, log);
        last.forEach(step -> step.addLastTo(builder, log));
        return builder.build();
    }

    StepType type(WorkLog log) {
        return StepType.of(TYPE, Settings.class, settings -> code(settings, log));
    }

    private record Settings(int number, StepPlan.Role role, Optional<String> sees) {}

    /** What a reference leads to is what the body sees, wherever it stands and whatever has crashed. */
    private Step code(Settings settings, WorkLog log) {
        StepPlan step = (StepPlan) find("n" + settings.number).orElseThrow();
        Step body = step.code(settings.role, log);
        if (step.refers() != settings.sees.isPresent()) {
            log.isWrong("step " + step.id() + " has the settings " + settings);
        }
        return context -> {
            Optional<String> text = context.find(WorkValues.TEXT);
            if (step.refers() && !settings.sees.equals(text)) {
                log.isWrong(context.path() + " refers to " + settings.sees + " and sees " + text);
            }
            return body.execute(context);
        };
    }

    /** The paths of the signals that are to be sent before anything waits for them. */
    List<String> early(Pipeline pipeline) {
        List<String> paths = new ArrayList<>();
        Places.each(pipeline, place -> {
            boolean isEarly = find(place.node().id()).orElseThrow() instanceof WaitPlan wait && wait.early();
            if (isEarly && Stream.of(place.path().split("/")).noneMatch(this::isRepeated)) {
                paths.add(place.path());
            }
        });
        return paths;
    }

    private boolean isRepeated(String id) {
        return find(id).filter(node -> node instanceof LoopPlan || node instanceof ForEachPlan)
                .isPresent();
    }

    /** The same work without the body of one node. */
    RandomWork silenced(String id) {
        return new RandomWork(
                seed,
                nodes.stream()
                        .map(node -> node instanceof StepPlan step && step.id().equals(id) ? step.silenced() : node)
                        .toList(),
                last);
    }

    @Override
    public String toString() {
        return "random work " + seed + " " + nodes + " " + last;
    }
}
