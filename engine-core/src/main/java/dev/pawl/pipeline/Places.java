package dev.pawl.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Finds nodes in pipelines, in those inside them too, where they are given as objects. Stateless. */
public final class Places {
    private Places() {}

    /**
     * Shows every node in the order of the definition, a container before what is in it, the last steps at the end.
     */
    public static void each(Pipeline pipeline, Consumer<? super Place> action) {
        walk(pipeline, place -> {
            action.accept(place);
            return true;
        });
    }

    /** The node at this path; indexes of items and rounds in it are passed over. */
    public static Optional<Place> find(Pipeline pipeline, String path) {
        String wanted = Paths.inPipeline(path);
        List<Place> found = new ArrayList<>(1);
        walk(pipeline, place -> {
            if (place.path().equals(wanted)) {
                found.add(place);
            }
            return wanted.startsWith(place.path() + "/");
        });
        return found.stream().findFirst();
    }

    /**
     * The path of the first Java code in the pipeline: a step, its fallback or compensation, or a condition. The
     * predicate of a retry does not count.
     */
    public static Optional<String> firstInline(Pipeline pipeline) {
        List<String> found = new ArrayList<>(1);
        walk(pipeline, place -> {
            if (found.isEmpty()) {
                inline(place).ifPresent(found::add);
            }
            return found.isEmpty();
        });
        return found.stream().findFirst();
    }

    /** The registered step types that the pipeline uses, those of fallbacks and compensations too. */
    public static Set<String> stepTypes(Pipeline pipeline) {
        Set<String> types = new LinkedHashSet<>();
        each(pipeline, place -> {
            if (place.node() instanceof StepNode step) {
                alternatives(step).forEach(each -> types.add(each.uses()));
            }
        });
        types.remove(StepNode.INLINE);
        return types;
    }

    /** The pipelines that this one names without holding them. */
    public static List<SubPipelineNode> pipelinesNamed(Pipeline pipeline) {
        List<SubPipelineNode> named = new ArrayList<>();
        each(pipeline, place -> {
            if (place.node() instanceof SubPipelineNode sub && sub.inline().isEmpty()) {
                named.add(sub);
            }
        });
        return named;
    }

    private static void walk(Pipeline pipeline, Walk.Visitor visitor) {
        Walk.over(pipeline.nodes(), visitor);
        Walk.over(pipeline.finallySteps(), visitor);
    }

    private static Optional<String> inline(Place place) {
        Node node = place.node();
        boolean here = node instanceof StepNode step
                        && alternatives(step).stream()
                                .anyMatch(each -> each.code().isPresent())
                || node instanceof LoopNode loop && Conditions.hasCode(loop.condition());
        if (here) {
            return Optional.of(place.path());
        }
        return node instanceof BranchNode branch
                ? branch.cases().stream()
                        .filter(c -> Conditions.hasCode(c.when()))
                        .map(c -> Paths.join(place.path(), c.id()))
                        .findFirst()
                : Optional.empty();
    }

    /** The step and what may run in its place. */
    private static List<StepNode> alternatives(StepNode step) {
        List<StepNode> all = new ArrayList<>(3);
        all.add(step);
        step.policy().fallback().ifPresent(all::add);
        step.policy().compensate().ifPresent(all::add);
        return all;
    }
}
