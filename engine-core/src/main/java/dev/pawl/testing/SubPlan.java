package dev.pawl.testing;

import dev.pawl.api.Key;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.PipelineBuilder;
import dev.pawl.pipeline.Reference;
import dev.pawl.pipeline.Sequence;
import dev.pawl.pipeline.SubOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * A generated pipeline inside another, with last steps of its own. Immutable.
 *
 * @param given how its input comes to it
 */
record SubPlan(int number, Given given, List<NodePlan> nodes, List<StepPlan> last) implements NodePlan {
    /** How an input is given. */
    enum Given {
        /** It has none. */
        NONE,
        LITERAL,
        REFERENCE,
        DEFAULT,
        /** Not at all, although it is required: the node fails. */
        MISSING
    }

    static Key<String> input(int number) {
        return Key.of("given-" + number, String.class);
    }

    @Override
    public String id() {
        return "sub" + number;
    }

    @Override
    public List<NodePlan> inside() {
        List<NodePlan> all = new ArrayList<>(nodes);
        all.addAll(last);
        return all;
    }

    @Override
    public List<WorkValues.Slot<?>> slots() {
        return given == Given.NONE ? List.of() : List.of(new WorkValues.Slot<>(input(number), n -> "given " + n));
    }

    @Override
    public void addTo(Sequence<?> sequence, WorkLog log) {
        PipelineBuilder builder = Pipeline.named("random-sub-" + number);
        if (given == Given.DEFAULT) {
            builder.input(input(number), "by default");
        } else if (given != Given.NONE) {
            builder.input(input(number));
        }
        if (given != Given.NONE) {
            builder.input(WorkValues.TEXT);
        }
        NodePlan.addAll(nodes, builder, log);
        last.forEach(step -> step.addLastTo(builder, log));
        sequence.sub(id(), builder.build(), this::giving);
    }

    private SubOptions giving(SubOptions options) {
        return switch (given) {
            case LITERAL -> options.with(input(number).name(), "literally");
            case REFERENCE -> options.with(input(number).name(), Reference.of(WorkValues.TEXT));
            default -> options;
        };
    }
}
