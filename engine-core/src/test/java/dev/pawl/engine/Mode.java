package dev.pawl.engine;

import dev.pawl.api.Inputs;
import dev.pawl.api.Values;
import dev.pawl.pipeline.Pipeline;
import java.time.Duration;

/** The two ways of running a pipeline, for claims that hold for both. */
enum Mode {
    INLINE {
        @Override
        Values run(EngineBuilder builder, Pipeline pipeline, Inputs inputs) {
            try (WorkflowEngine engine = builder.build()) {
                return engine.run(pipeline, inputs);
            }
        }
    },
    RECORDED {
        @Override
        Values run(EngineBuilder builder, Pipeline pipeline, Inputs inputs) {
            try (WorkflowEngine engine = builder.pipeline(pipeline).build()) {
                return ended(engine.submit(pipeline.name(), inputs)).orThrow();
            }
        }
    };

    static final Duration LIMIT = Duration.ofSeconds(10);

    /** The values at the end; throws a {@link RunFailedException} when the run fails. */
    abstract Values run(EngineBuilder builder, Pipeline pipeline, Inputs inputs);

    Values run(Pipeline pipeline) {
        return run(WorkflowEngine.builder(), pipeline, Inputs.none());
    }

    static RunResult ended(Run run) {
        try {
            return run.await(LIMIT).orElseThrow(() -> new AssertionError(run + " has not ended within " + LIMIT));
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for " + run, e);
        }
    }
}
