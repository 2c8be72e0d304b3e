package dev.pawl.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An immutable tree of nodes with a name and a version. Its {@link #shape} is data: ids, kinds, settings and step
 * types, with {@code inline} where there is Java code. The {@link #fingerprint} is made of the shape alone, so
 * changing what a step does changes nothing, while moving, renaming or re-configuring it does.
 *
 * <pre>{@code
 * Pipeline hello = Pipeline.named("hello")
 *     .step("greet", name, greeting, n -> "Hello, " + n)
 *     .build();
 * }</pre>
 *
 * <p>Immutable; shared by any number of runs.
 */
public sealed interface Pipeline permits DefinedPipeline {
    String name();

    /** 1 unless said otherwise; a run resumes with the version that it was submitted with. */
    int version();

    List<InputSpec> inputs();

    List<Node> nodes();

    /** The steps that run at the end whatever happened: success, failure or cancel. */
    List<StepNode> finallySteps();

    /** How long a run may take in all. */
    Optional<Duration> deadline();

    /** Everything but code, as a tree of maps, lists, texts, numbers and booleans in a fixed order. */
    Map<String, Object> shape();

    /** SHA-256 over the canonical text of the shape, 64 hexadecimal digits. */
    String fingerprint();

    /** Starts the definition of a pipeline. */
    static PipelineBuilder named(String name) {
        return new PipelineBuilder(name);
    }
}
