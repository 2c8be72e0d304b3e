package dev.pawl.api;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * What an interceptor may know of a step. Immutable.
 *
 * @param pipeline the pipeline's name
 * @param path where the step stands in the pipeline
 * @param name what people call it
 * @param uses the registered step type, by the name or the alias that the pipeline uses, or {@code inline}
 * @param errorChance how likely an injected fault is wished for, 0 to 1
 * @param with the settings of the step
 */
public record StepDescription(
        String pipeline, String path, String name, String uses, double errorChance, Map<String, Object> with) {
    public StepDescription {
        requireNonNull(pipeline, "pipeline");
        requireNonNull(path, "path");
        requireNonNull(name, "name");
        requireNonNull(uses, "uses");
        with = Map.copyOf(with);
    }
}
