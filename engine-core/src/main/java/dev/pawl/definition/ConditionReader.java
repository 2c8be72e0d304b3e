package dev.pawl.definition;

import dev.pawl.pipeline.Comparison;
import dev.pawl.pipeline.Comparison.Order;
import dev.pawl.pipeline.Condition;
import dev.pawl.pipeline.Limits;
import dev.pawl.pipeline.Reference;
import dev.pawl.pipeline.StepNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads conditions. Confined to one reading. */
final class ConditionReader {
    private static final List<Field<?>> COMPARING = List.of(
            ConditionFormat.EQUALS,
            ConditionFormat.IN,
            ConditionFormat.LT,
            ConditionFormat.LE,
            ConditionFormat.GT,
            ConditionFormat.GE);
    private static final List<Field<?>> ALONE =
            List.of(ConditionFormat.EXISTS, ConditionFormat.NOT, ConditionFormat.ALL, ConditionFormat.ANY);

    private final Problems problems;
    private final ValueCheck values;

    ConditionReader(Problems problems, ValueCheck values) {
        this.problems = problems;
        this.values = values;
    }

    /** What stands in that field; a condition that cannot be made leaves a hole. */
    Optional<Condition> find(Fields fields, Field<Object> field) {
        return fields.has(field) ? read(fields.raw(field), fields.at(field), 1) : Optional.empty();
    }

    private Optional<Condition> read(Object tree, At at, int depth) {
        if (StepNode.INLINE.equals(tree)) {
            problems.addHole(
                    at, "is Java code, which no definition can hold: say it with from and equals, lt, exists …");
            return Optional.empty();
        }
        if (depth > Limits.TREE_DEPTH) {
            problems.addHole(at, "lies deeper than " + Limits.TREE_DEPTH + " levels: make the condition smaller");
            return Optional.empty();
        }
        return Fields.of(tree, ConditionFormat.CONDITION, at, problems).flatMap(fields -> read(fields, depth));
    }

    private Optional<Condition> read(Fields fields, int depth) {
        List<String> said = new ArrayList<>();
        COMPARING.stream().filter(fields::has).forEach(field -> said.add(field.name()));
        boolean compares = !said.isEmpty();
        ALONE.stream().filter(fields::has).forEach(field -> said.add(field.name()));
        if (said.size() != 1) {
            problems.addHole(
                    fields.at(),
                    "expected one of equals, in, lt, le, gt, ge, exists, not, all and any, found "
                            + (said.isEmpty() ? "none" : String.join(" and ", said)));
            return Optional.empty();
        }
        if (compares && !fields.has(ConditionFormat.FROM)) {
            problems.addHole(
                    fields.at(ConditionFormat.FROM),
                    "is missing: expected " + ConditionFormat.FROM.type().words());
            return Optional.empty();
        }
        if (!compares && fields.has(ConditionFormat.FROM)) {
            problems.addHole(
                    fields.at(ConditionFormat.FROM),
                    "stands beside '" + said.get(0) + "', which compares nothing: take it away");
            return Optional.empty();
        }
        return compares ? comparison(fields) : combination(fields, depth);
    }

    private Optional<Condition> comparison(Fields fields) {
        Optional<Reference> from = fields.findOrHole(ConditionFormat.FROM);
        if (from.isEmpty()) {
            return Optional.empty();
        }
        if (fields.has(ConditionFormat.IN)) {
            return fields.findOrHole(ConditionFormat.IN)
                    .filter(list -> values.check(list, fields.at(ConditionFormat.IN), false))
                    .flatMap(list -> problems.made(
                            fields.at(ConditionFormat.IN), () -> new Comparison.In(from.get(), List.copyOf(list))));
        }
        if (fields.has(ConditionFormat.EQUALS)) {
            return operand(fields, ConditionFormat.EQUALS, value -> new Comparison.Equal(from.get(), value));
        }
        Field<Object> field = fields.has(ConditionFormat.LT)
                ? ConditionFormat.LT
                : fields.has(ConditionFormat.LE)
                        ? ConditionFormat.LE
                        : fields.has(ConditionFormat.GT) ? ConditionFormat.GT : ConditionFormat.GE;
        Order order = Order.valueOf(field.name().toUpperCase(java.util.Locale.ROOT));
        return operand(fields, field, value -> new Comparison.Compare(from.get(), order, value));
    }

    private Optional<Condition> operand(Fields fields, Field<Object> field, Function<Object, Condition> maker) {
        return fields.findOrHole(field)
                .filter(value -> values.check(value, fields.at(field), true))
                .flatMap(value -> problems.made(fields.at(field), () -> maker.apply(value)));
    }

    private Optional<Condition> combination(Fields fields, int depth) {
        if (fields.has(ConditionFormat.EXISTS)) {
            return fields.findOrHole(ConditionFormat.EXISTS).map(Comparison.Exists::new);
        }
        if (fields.has(ConditionFormat.NOT)) {
            return read(fields.raw(ConditionFormat.NOT), fields.at(ConditionFormat.NOT), depth + 1)
                    .map(Condition.Not::new);
        }
        Field<List<?>> field = fields.has(ConditionFormat.ALL) ? ConditionFormat.ALL : ConditionFormat.ANY;
        Optional<List<?>> list = fields.findOrHole(field);
        if (list.isEmpty()) {
            return Optional.empty();
        }
        List<Condition> parts = new ArrayList<>();
        for (Object each : list.get()) {
            read(each, fields.at(field).element(parts.size()), depth + 1).ifPresent(parts::add);
        }
        if (parts.size() < list.get().size()) {
            return Optional.empty();
        }
        return Optional.of(field == ConditionFormat.ALL ? new Condition.All(parts) : new Condition.Any(parts));
    }
}
