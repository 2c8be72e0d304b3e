package dev.pawl.definition;

import static dev.pawl.definition.Field.optional;
import static dev.pawl.definition.Field.required;

import dev.pawl.pipeline.Limits;
import dev.pawl.pipeline.Reference;

/** The format of nodes that do the same several times. Stateless. */
final class RepeatFormat {
    static final Field<Reference> ITEMS = required("items", Type.REFERENCE, "where the list stands");

    static final Field<Object> ITEM = required("item", Format.KEY, "the key under which an item sees its element");

    static final Field<String> INDEX =
            optional("index", Type.KEY_NAME, "none", "the name of the key under which an item sees its index, from 0");

    static final Field<Object> COLLECT = optional(
            "collect", Type.defined("an object with result", "collect"), "nothing", "what is taken out of the items");

    static final Field<Integer> MAX_CONCURRENT =
            optional("maxConcurrent", Type.whole(1, Limits.AT_ONCE), "1", "how many items run at once");

    static final Field<Integer> MAX_FAILURES = optional(
            "maxFailures", Type.whole(0, Format.MOST), "0", "how many items may fail before the for-each does");

    static final Form FOR_EACH = Form.of(
            "forEach",
            "runs its nodes for each element of a list",
            Format.ID,
            Format.kind("for-each", ""),
            ITEMS,
            ITEM,
            INDEX,
            COLLECT,
            MAX_CONCURRENT,
            MAX_FAILURES,
            Format.STEPS);

    static final Field<Object> RESULT = required("result", Format.KEY, "the key that each item puts");

    static final Field<Object> INTO = optional("into", Format.KEY, "none", "the key of the list of these values");

    static final Form COLLECT_OBJECT = Form.of("collect", "what a for-each takes out of its items", RESULT, INTO);

    static final Field<Object> WHILE =
            optional("while", Format.CONDITION, "none", "asked before each round; either this or until is given");

    static final Field<Object> UNTIL =
            optional("until", Format.CONDITION, "none", "asked after each round; either this or while is given");

    static final Field<Integer> AT_MOST = required("atMost", Type.whole(1, Limits.ROUNDS), "one round more fails it");

    static final Form LOOP = Form.of(
            "loop",
            "runs its nodes again and again",
            Format.ID,
            Format.kind("loop", ""),
            WHILE,
            UNTIL,
            AT_MOST,
            Format.STEPS);

    private RepeatFormat() {}
}
