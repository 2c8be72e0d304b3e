package dev.pawl.definition;

import static dev.pawl.definition.Field.optional;
import static dev.pawl.definition.Field.required;

import dev.pawl.pipeline.ValueType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The format of pipelines, their inputs and keys. Stateless. */
final class PipelineFormat {
    static final Field<String> KEY_NAME = required("name", Type.KEY_NAME, "the name of the key");

    static final Field<String> KEY_TYPE = required(
            "type",
            Type.words(Arrays.stream(ValueType.values()).map(ValueType::word).toList()),
            "what its values are");

    static final Field<Boolean> SECRET = optional("secret", Type.FLAG, "false", "whether its values are shown nowhere");

    static final Form KEY = Form.of("key", "a key for values", KEY_NAME, KEY_TYPE, SECRET);

    static final Field<Boolean> REQUIRED =
            optional("required", Type.FLAG, "false", "whether a run without it is refused");

    static final Field<Object> DEFAULT =
            optional("default", Type.ANYTHING, "none", "the value when a run does not bring it");

    static final Form INPUT =
            Form.of("input", "a value that a run starts with", KEY_NAME, KEY_TYPE, SECRET, REQUIRED, DEFAULT);

    static final Field<String> NAME = required("name", Type.ID, "the name under which its runs are submitted");

    static final Field<Integer> VERSION = optional(
            "version", Type.whole(1, Format.MOST), "1", "a run resumes with the version that it was submitted with");

    static final Field<List<?>> INPUTS = optional(
            "inputs",
            Type.list("a list of inputs", Tree.of("$ref", "#/$defs/input"), 0),
            "any",
            "what its runs start with");

    static final Field<Duration> DEADLINE =
            optional("deadline", Type.POSITIVE, "no limit", "how long a run may take in all");

    static final Field<List<?>> FINALLY = optional(
            "finally",
            Type.list("a list of steps", Tree.of("$ref", "#/$defs/step"), 0),
            "none",
            "the steps that run at the end whatever happened");

    static final Form PIPELINE =
            Form.of("pipeline", "a pipeline", NAME, VERSION, INPUTS, DEADLINE, Format.STEPS, FINALLY);

    static final Field<String> SCHEMA =
            optional("$schema", Type.ANY_TEXT, "none", "where an editor finds the schema; not looked at");

    private PipelineFormat() {}
}
