package dev.pawl.definition;

import dev.pawl.pipeline.InputSpec;
import dev.pawl.pipeline.InvalidPipelineException;
import dev.pawl.pipeline.Node;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.PipelineBuilder;
import dev.pawl.pipeline.StepNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one document. When all of it could be made, the pipeline is checked as a whole too. Confined to one reading. */
final class PipelineReader {
    private final Problems problems;
    private final KeyReader keys;
    private final NodeReader nodes;

    private PipelineReader(Problems problems, TypeCheck types, Object document) {
        ValueCheck values = new ValueCheck(problems);
        this.problems = problems;
        this.keys = new KeyReader(problems, values, document);
        this.nodes = new NodeReader(
                problems,
                new StepReader(problems, values, types),
                new ConditionReader(problems, values),
                keys,
                new WaitReader(problems, keys),
                new SubReader(problems, values, this::pipeline));
    }

    /** The pipeline, if there is no problem. */
    static Optional<Pipeline> read(Object document, Problems problems, TypeCheck types) {
        Object bare = document;
        if (document instanceof Map<?, ?>
                && Tree.object(document).orElseThrow().containsKey(PipelineFormat.SCHEMA.name())) {
            Map<String, Object> copy = new LinkedHashMap<>(Tree.object(document).orElseThrow());
            Object schema = copy.remove(PipelineFormat.SCHEMA.name());
            if (schema == null || PipelineFormat.SCHEMA.read(schema).isEmpty()) {
                problems.add(
                        At.ROOT.field(PipelineFormat.SCHEMA.name()),
                        PipelineFormat.SCHEMA.type().refusal(schema));
            }
            bare = copy;
        }
        Optional<Pipeline> pipeline =
                new PipelineReader(problems, types, bare == null ? Map.of() : bare).pipeline(bare, At.ROOT, 0);
        return problems.count() == 0 ? pipeline : Optional.empty();
    }

    private Optional<Pipeline> pipeline(Object tree, At at, int depth) {
        return Fields.of(tree, PipelineFormat.PIPELINE, at, problems).flatMap(fields -> pipeline(fields, depth));
    }

    private Optional<Pipeline> pipeline(Fields fields, int depth) {
        Optional<String> name = fields.find(PipelineFormat.NAME);
        int version = fields.get(PipelineFormat.VERSION, 1);
        List<InputSpec> inputs = keys.inputs(fields);
        Optional<Duration> deadline = fields.find(PipelineFormat.DEADLINE);
        Siblings siblings = new Siblings(problems);
        List<Node> steps = nodes.nodes(fields, Format.STEPS, depth, siblings);
        List<StepNode> last = nodes.lastSteps(fields, siblings);
        if (name.isEmpty() || !problems.isWhole()) {
            return Optional.empty();
        }
        PipelineBuilder builder = Pipeline.named(name.get()).version(version);
        inputs.forEach(builder::input);
        deadline.ifPresent(builder::deadline);
        steps.forEach(builder::add);
        last.forEach(builder::lastly);
        try {
            return Optional.of(builder.build());
        } catch (InvalidPipelineException e) {
            NodePaths paths = new NodePaths(fields);
            e.problems().forEach(problem -> problems.addHole(paths.find(problem.path()), problem.message()));
            return Optional.empty();
        }
    }
}
