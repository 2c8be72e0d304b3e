package dev.pawl.walk;

import dev.pawl.api.Step;
import dev.pawl.api.StepInterceptor;
import dev.pawl.pipeline.StepNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Where the code of pipelines is found. Thread-safe. */
public interface Codebase {
    /**
     * The code of a step of a registered type; throws naming one that is not known.
     *
     * @param place where it stands in the pipeline that is bound, for messages
     */
    Step step(StepNode node, String place);

    /** The links around every attempt of a step, the outermost first. */
    List<StepInterceptor> links(StepNode node);

    /** A registered pipeline, in the newest version when none is said. */
    Optional<BoundPipeline> pipeline(String name, OptionalInt version);
}
