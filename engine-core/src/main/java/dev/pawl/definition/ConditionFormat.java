package dev.pawl.definition;

import static dev.pawl.definition.Field.optional;

import dev.pawl.pipeline.Reference;
import java.util.List;

/** The format of conditions. Stateless. */
final class ConditionFormat {
    private static final Type<Object> OPERAND =
            Type.ANYTHING.in("a value, or a reference such as {\"from\": \"order.total\"}", Tree.of());

    static final Field<Reference> FROM =
            optional("from", Type.REFERENCE, "none", "where the value stands that is compared");

    static final Field<Object> EQUALS = optional("equals", OPERAND, "none", "whether it is this");

    static final Field<List<?>> IN = optional(
            "in",
            Type.list("a list of one value or more", Tree.of(), 1),
            "none",
            "whether it is one of these, all of one type");

    static final Field<Object> LT = optional("lt", OPERAND, "none", "whether it is less than this number or text");

    static final Field<Object> LE = optional("le", OPERAND, "none", "whether it is at most this number or text");

    static final Field<Object> GT = optional("gt", OPERAND, "none", "whether it is more than this number or text");

    static final Field<Object> GE = optional("ge", OPERAND, "none", "whether it is at least this number or text");

    static final Field<Reference> EXISTS =
            optional("exists", Type.REFERENCE, "none", "whether there is a value at this reference; without from");

    static final Field<Object> NOT =
            optional("not", Format.CONDITION, "none", "whether this condition does not hold; without from");

    static final Field<List<?>> ALL = optional(
            "all",
            Type.list("a list of one condition or more", Format.CONDITION.schema(), 1),
            "none",
            "whether each of these conditions holds; without from");

    static final Field<List<?>> ANY = optional(
            "any",
            Type.list("a list of one condition or more", Format.CONDITION.schema(), 1),
            "none",
            "whether one of these conditions holds; without from");

    static final Form CONDITION = Form.of(
            "condition",
            "asks about the values of a run: one of these fields, and from beside those that compare",
            FROM,
            EQUALS,
            IN,
            LT,
            LE,
            GT,
            GE,
            EXISTS,
            NOT,
            ALL,
            ANY);

    private ConditionFormat() {}
}
