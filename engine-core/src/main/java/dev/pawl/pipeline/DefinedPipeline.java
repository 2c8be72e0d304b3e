package dev.pawl.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pipeline; its shape and fingerprint are made when somebody asks first, and kept. Immutable. */
final class DefinedPipeline implements Pipeline {
    private final String name;
    private final int version;
    private final List<InputSpec> inputs;
    private final List<Node> nodes;
    private final List<StepNode> finallySteps;
    private final Optional<Duration> deadline;
    private final Size size;

    /** Two threads may both make it; they make the same. */
    private volatile Map<String, Object> shape;

    private volatile String fingerprint;

    DefinedPipeline(
            String name,
            int version,
            List<InputSpec> inputs,
            List<Node> nodes,
            List<StepNode> finallySteps,
            Optional<Duration> deadline,
            Size size) {
        this.name = name;
        this.version = version;
        this.inputs = List.copyOf(inputs);
        this.nodes = List.copyOf(nodes);
        this.finallySteps = List.copyOf(finallySteps);
        this.deadline = deadline;
        this.size = size;
    }

    DefinedPipeline measured(Size found) {
        return new DefinedPipeline(name, version, inputs, nodes, finallySteps, deadline, found);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public List<InputSpec> inputs() {
        return inputs;
    }

    @Override
    public List<Node> nodes() {
        return nodes;
    }

    @Override
    public List<StepNode> finallySteps() {
        return finallySteps;
    }

    @Override
    public Optional<Duration> deadline() {
        return deadline;
    }

    @Override
    public Map<String, Object> shape() {
        Map<String, Object> made = shape;
        if (made == null) {
            Shape all = Shape.of("name", name).and("version", version);
            all.andIf(!inputs.isEmpty(), "inputs", Shape.list(inputs, InputSpec::shape));
            deadline.ifPresent(limit -> all.and("deadline", limit));
            all.nodes("steps", nodes);
            made = finallySteps.isEmpty()
                    ? all.map()
                    : all.nodes("finally", finallySteps).map();
            shape = made;
        }
        return made;
    }

    @Override
    public String fingerprint() {
        String made = fingerprint;
        if (made == null) {
            made = Fingerprint.of(shape());
            fingerprint = made;
        }
        return made;
    }

    Size size() {
        return size;
    }

    @Override
    public String toString() {
        return "pipeline '" + name + "' " + version;
    }
}
