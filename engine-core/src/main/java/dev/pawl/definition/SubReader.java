package dev.pawl.definition;

import dev.pawl.pipeline.Node;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.SubPipelineNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads sub-pipelines. Confined to one reading. */
final class SubReader {
    private final Problems problems;
    private final ValueCheck values;
    private final Inside inside;

    SubReader(Problems problems, ValueCheck values, Inside inside) {
        this.problems = problems;
        this.values = values;
        this.inside = inside;
    }

    /** Reads a pipeline that stands inside of another. */
    interface Inside {
        Optional<Pipeline> read(Object tree, At at, int depth);
    }

    Optional<Node> sub(Fields fields, int depth) {
        Optional<String> id = fields.find(Format.ID);
        Optional<String> name = fields.find(FlowFormat.PIPELINE);
        Optional<Integer> version = fields.find(FlowFormat.SUB_VERSION);
        Map<String, Object> with = fields.find(StepFormat.WITH)
                .filter(settings -> values.check(settings, fields.at(StepFormat.WITH), true))
                .orElse(Map.of());
        Optional<Pipeline> definition = fields.has(FlowFormat.DEFINITION)
                ? inside.read(fields.raw(FlowFormat.DEFINITION), fields.at(FlowFormat.DEFINITION), depth + 1)
                : Optional.empty();
        if (id.isEmpty() || name.isEmpty() || definition.isEmpty() && fields.has(FlowFormat.DEFINITION)) {
            problems.leaveHole();
            return Optional.empty();
        }
        return problems.made(fields.at(), () -> node(id.get(), name.get(), version, with, definition));
    }

    private static Node node(
            String id,
            String name,
            Optional<Integer> version,
            Map<String, Object> with,
            Optional<Pipeline> definition) {
        Optional<Integer> said = version.or(() -> definition.map(Pipeline::version));
        OptionalInt number = said.isPresent() ? OptionalInt.of(said.get()) : OptionalInt.empty();
        return new SubPipelineNode(id, name, number, with, definition);
    }
}
