package dev.pawl.registry;

import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.api.WorkflowContext;
import dev.pawl.pipeline.ReferenceLookup;
import java.util.Map;
import java.util.Optional;

/** A step with references in its settings: they are followed at each attempt, and its code is made of what is there. Thread-safe. */
final class ReferringStep implements Step {
    private final StepType type;
    private final Map<String, Object> with;

    ReferringStep(StepType type, Map<String, Object> with) {
        this.type = type;
        this.with = with;
    }

    @Override
    public StepResult execute(WorkflowContext context) throws Exception {
        if (!(context instanceof ReferenceLookup run)) {
            throw new IllegalStateException("step '" + context.path()
                    + "' has references among its settings, which can be followed in a run of an engine only");
        }
        Reading reading = Reading.in(run);
        Object settings = type.form().read(with, Spot.ALL, reading, Optional.empty());
        if (reading.count() > 0) {
            throw new InvalidSettingsException(
                    "step '" + context.path() + "' of type '" + type.name() + "'",
                    reading.problems(),
                    reading.count(),
                    reading.thrown());
        }
        return type.code(settings).execute(context);
    }
}
