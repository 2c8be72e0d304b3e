package dev.pawl.registry;

import dev.pawl.api.Step;
import dev.pawl.pipeline.InvalidPipelineException.Problem;
import dev.pawl.pipeline.Limits;
import dev.pawl.pipeline.StepNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the steps of one pipeline, and collects what is wrong with the settings of all of them. Confined to one pipeline. */
public final class StepBinding {
    private final StepRegistry registry;
    private final String pipeline;
    private final List<Problem> problems = new ArrayList<>();
    private int count;
    private Optional<Exception> thrown = Optional.empty();

    StepBinding(StepRegistry registry, String pipeline) {
        this.registry = registry;
        this.pipeline = pipeline;
    }

    /**
     * The code of a step; of no use when its settings do not fit, which {@link #check()} tells.
     *
     * @param place where it stands, as problems are to call it
     * @throws UnknownStepTypeException when nobody has registered its type
     */
    public Step step(StepNode node, String place) {
        Reading reading = Reading.withoutRun();
        Step step = registry.type(node, place).step(node.with(), reading);
        for (Problem each : reading.problems()) {
            if (problems.size() < Limits.PROBLEMS) {
                problems.add(new Problem(place + "." + each.path(), each.message()));
            }
        }
        count += reading.count();
        thrown = thrown.or(reading::thrown);
        return step;
    }

    /** @throws InvalidSettingsException when something was wrong */
    public void check() {
        if (count > 0) {
            throw new InvalidSettingsException("pipeline '" + pipeline + "'", problems, count, thrown);
        }
    }
}
