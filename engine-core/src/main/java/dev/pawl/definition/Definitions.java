package dev.pawl.definition;

import dev.pawl.definition.InvalidDefinitionException.Problem;
import dev.pawl.json.JsonDocuments;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.registry.StepType;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Pipelines as JSON documents. A definition says what {@link Pipeline#shape()} says, so writing and reading a pipeline without Java code gives
 * the same one back:
 *
 * <pre>{@code
 * Pipeline publish = Definitions.read(Path.of("publish.json"));
 * String json = Definitions.write(publish);
 * }</pre>
 *
 * <p>Reading is strict and tells all that is wrong at once. What is read here may name any step type with any settings; an engine's
 * builder holds them against the types that it has. Stateless.
 */
public final class Definitions {
    /** No definition is larger, in bytes of UTF-8. */
    public static final int MAX_BYTES = JsonDocuments.MAX_BYTES;

    /** No definition has more objects, lists, texts, numbers and booleans together. */
    public static final int MAX_VALUES = JsonDocuments.MAX_VALUES;

    private Definitions() {}

    /**
     * Reads a file of JSON.
     *
     * @throws InvalidDefinitionException with all that is wrong, also when the file cannot be read
     */
    public static Pipeline read(Path file) {
        return only(DefinitionReader.withoutTypes().file(file));
    }

    /** Reads a file of another format by a reader for it: {@code Definitions.read(file, reader -> yaml.load(reader))}. */
    public static Pipeline read(Path file, Function<? super Reader, ? extends Map<String, Object>> format) {
        return only(DefinitionReader.withoutTypes().file(file, format));
    }

    /** Reads JSON. */
    public static Pipeline read(String json) {
        return only(DefinitionReader.withoutTypes().text("", json));
    }

    /** Reads JSON in UTF-8; does not close the stream. */
    public static Pipeline read(InputStream json) {
        return only(DefinitionReader.withoutTypes().stream("", json));
    }

    /** Reads what another reader has made of a text: maps, lists, texts, numbers and booleans. */
    public static Pipeline read(Map<String, ?> tree) {
        return only(DefinitionReader.withoutTypes().map("", tree));
    }

    /**
     * Writes a pipeline, readable for people and the same each time. Java code is written as {@code "inline"}, to be looked at or drawn; a definition with
     * it is refused when it is read.
     *
     * @throws InvalidDefinitionException when it would be larger than a definition may be
     */
    public static String write(Pipeline pipeline) {
        return write(pipeline, pipeline.shape());
    }

    /** Writes a pipeline with {@code "$schema"} at its top, where editors find the schema. */
    public static String write(Pipeline pipeline, String schema) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(PipelineFormat.SCHEMA.name(), schema);
        tree.putAll(pipeline.shape());
        return write(pipeline, tree);
    }

    /** The JSON Schema of definitions, for any step types. It is in the jar too, as {@code /dev/pawl/definition/pipeline.schema.json}. */
    public static String schema() {
        return JsonDocuments.write(PipelineSchema.ofAnyTypes());
    }

    /** The JSON Schema of definitions that use these step types, with their settings. */
    public static String schema(List<StepType> types) {
        return JsonDocuments.write(PipelineSchema.of(types));
    }

    private static String write(Pipeline pipeline, Map<String, Object> tree) {
        try {
            return JsonDocuments.write(tree);
        } catch (IllegalArgumentException e) {
            throw new InvalidDefinitionException(
                    "pipeline '" + pipeline.name() + "' cannot be written as a definition",
                    List.of(new Problem("", 0, 0, "", e.getMessage())),
                    1);
        }
    }

    private static Pipeline only(DefinitionReader reader) {
        return reader.pipelines().get(0);
    }
}
