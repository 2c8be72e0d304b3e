package dev.pawl.definition;

import dev.pawl.registry.StepType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON Schema (2020-12) of definitions, made of the {@link Format}. Stateless. */
final class PipelineSchema {
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
    private static final String ID = "https://pawl.dev/schema/pipeline.schema.json";

    private PipelineSchema() {}

    static Map<String, Object> ofAnyTypes() {
        return of(Optional.empty());
    }

    static Map<String, Object> of(List<StepType> types) {
        return of(Optional.of(types));
    }

    private static Map<String, Object> of(Optional<List<StepType>> types) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", DRAFT);
        schema.put("$id", types.isEmpty() ? ID : ID.replace("pipeline.schema", "pipeline-with-types.schema"));
        schema.put("title", "A pipeline of Pawl");
        schema.putAll(object(PipelineFormat.PIPELINE, Optional.of(PipelineFormat.SCHEMA)));
        schema.put("$defs", definitions(types));
        return schema;
    }

    private static Map<String, Object> definitions(Optional<List<StepType>> types) {
        Map<String, Object> definitions = new LinkedHashMap<>();
        definitions.put("node", node());
        for (Form form : Forms.ALL) {
            definitions.put(form.name(), object(form, Optional.empty()));
        }
        definitions.put("condition", condition());
        definitions.put("loop", eitherOf(RepeatFormat.LOOP, "while", "until"));
        definitions.put("sleep", eitherOf(WaitFormat.SLEEP, "for", "until"));
        definitions.put("join", join());
        definitions.put("input", input());
        for (Form wait : List.of(WaitFormat.SIGNAL, WaitFormat.APPROVAL)) {
            Map<String, Object> schema = object(wait, Optional.empty());
            schema.put("dependentRequired", Tree.of("default", List.of("expiry")));
            definitions.put(wait.name(), schema);
        }
        definitions.put("reference", reference());
        definitions.put("value", value());
        types.ifPresent(all -> TypeSchema.add(all, definitions));
        return definitions;
    }

    /** An object with these fields and no others. */
    static Map<String, Object> object(Form form, Optional<Field<?>> first) {
        Map<String, Object> properties = new LinkedHashMap<>();
        first.ifPresent(field -> properties.put(field.name(), property(field)));
        form.fields().forEach(field -> properties.put(field.name(), property(field)));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", sentence(form.says()));
        schema.put("type", "object");
        schema.put("properties", properties);
        List<String> required =
                form.fields().stream().filter(Field::required).map(Field::name).toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> property(Field<?> field) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put(
                "description",
                sentence(field.says()) + (field.hasDefault() ? " Default: " + field.orElse() + "." : ""));
        schema.putAll(field.type().schema());
        return schema;
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    /** Each kind has its own fields; what says no kind is a step. */
    private static Map<String, Object> node() {
        List<Object> kinds = new ArrayList<>();
        Forms.BY_KIND.forEach((kind, form) -> {
            Map<String, Object> is = Tree.of("properties", Tree.of("kind", Tree.of("const", kind)));
            Map<String, Object> condition = form == StepFormat.STEP
                    ? is
                    : Tree.of("properties", is.get("properties"), "required", List.of("kind"));
            kinds.add(Tree.of("if", condition, "then", Tree.of("$ref", "#/$defs/" + form.name())));
        });
        return Tree.of(
                "description",
                "A node: a step when it says no kind.",
                "type",
                "object",
                "properties",
                Tree.of("kind", Tree.of("enum", List.copyOf(Forms.BY_KIND.keySet()))),
                "required",
                List.of("id"),
                "allOf",
                kinds);
    }

    private static Map<String, Object> eitherOf(Form form, String one, String other) {
        Map<String, Object> schema = object(form, Optional.empty());
        schema.put("oneOf", List.of(Tree.of("required", List.of(one)), Tree.of("required", List.of(other))));
        return schema;
    }

    private static Map<String, Object> condition() {
        Map<String, Object> schema = object(ConditionFormat.CONDITION, Optional.empty());
        List<Object> ways = new ArrayList<>();
        for (String field : ConditionFormat.CONDITION.names()) {
            boolean alone = List.of("exists", "not", "all", "any").contains(field);
            if (alone) {
                ways.add(Tree.of("required", List.of(field), "not", Tree.of("required", List.of("from"))));
            } else if (!field.equals("from")) {
                ways.add(Tree.of("required", List.of("from", field)));
            }
        }
        schema.put("oneOf", ways);
        return schema;
    }

    private static Map<String, Object> join() {
        return Tree.of(
                "description",
                "How many branches have to succeed.",
                "oneOf",
                List.of(Tree.of("enum", List.of("all", "any")), Tree.of("$ref", "#/$defs/atLeast")));
    }

    /** What is required has no default, and a default is of the type of its input. */
    private static Map<String, Object> input() {
        Map<String, Object> schema = object(PipelineFormat.INPUT, Optional.empty());
        schema.put(
                "not",
                Tree.of(
                        "properties", Tree.of("required", Tree.of("const", true)),
                        "required", List.of("required", "default")));
        List<Object> types = new ArrayList<>();
        Map<String, String> words = Tree.words(
                "string", "string", "integer", "integer", "number", "number", "boolean", "boolean", "list", "array",
                "map", "object");
        words.forEach((word, type) -> types.add(Tree.of(
                "if",
                Tree.of("properties", Tree.of("type", Tree.of("const", word)), "required", List.of("type")),
                "then",
                Tree.of("properties", Tree.of("default", Tree.of("type", type))))));
        schema.put("allOf", types);
        return schema;
    }

    private static Map<String, Object> reference() {
        return Tree.of(
                "description",
                "A reference to the data of a step or the value of a key.",
                "type",
                "object",
                "properties",
                Tree.of("from", Type.REFERENCE.schema()),
                "required",
                List.of("from"),
                "additionalProperties",
                false);
    }

    /** Anything but null; an object with nothing but a text in from is a reference. */
    private static Map<String, Object> value() {
        return Tree.of(
                "description", "A value, or a reference such as {\"from\": \"order.total\"}.",
                "type", List.of("string", "number", "boolean", "array", "object"),
                "items", Tree.of("$ref", "#/$defs/value"),
                "if",
                        Tree.of(
                                "type",
                                "object",
                                "properties",
                                Tree.of("from", Tree.of("type", "string")),
                                "required",
                                List.of("from"),
                                "maxProperties",
                                1),
                "then", Tree.of("$ref", "#/$defs/reference"),
                "else", Tree.of("additionalProperties", Tree.of("$ref", "#/$defs/value")));
    }
}
