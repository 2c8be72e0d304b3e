package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Values;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A condition on the value at one reference. Immutable. */
public sealed interface Comparison extends Condition {
    /** Where the value stands. */
    Reference from();

    @Override
    default List<Reference> references() {
        return List.of(from());
    }

    /** How a value stands to another. */
    enum Order {
        LT,
        LE,
        GT,
        GE;

        /** The word in definitions. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean holds(int comparison) {
            return switch (this) {
                case LT -> comparison < 0;
                case LE -> comparison <= 0;
                case GT -> comparison > 0;
                case GE -> comparison >= 0;
            };
        }
    }

    /** See {@link Condition#equal}. */
    record Equal(Reference from, Object value) implements Comparison {
        public Equal {
            requireNonNull(from, "from");
            value = Operand.of(from, value);
        }

        @Override
        public boolean test(Function<Reference, Optional<Object>> data, Values values) {
            Optional<Object> left = data.apply(from);
            Optional<Object> right = Operand.value(value, data);
            return left.isPresent() && right.isPresent() && Operand.same(from, left.get(), right.get());
        }

        @Override
        public Object shape() {
            return Shape.of("from", from.toString())
                    .and("equals", Operand.shape(value))
                    .map();
        }

        @Override
        public List<Reference> references() {
            return Operand.references(from, value);
        }
    }

    /** See {@link Condition#exists}. */
    record Exists(Reference from) implements Comparison {
        public Exists {
            requireNonNull(from, "from");
        }

        @Override
        public boolean test(Function<Reference, Optional<Object>> data, Values values) {
            return data.apply(from).isPresent();
        }

        @Override
        public Object shape() {
            return Shape.of("exists", from.toString()).map();
        }
    }

    /** See {@link Condition#in}. */
    record In(Reference from, List<Object> values) implements Comparison {
        public In {
            requireNonNull(from, "from");
            values = Operand.listOf(from, values);
        }

        @Override
        public boolean test(Function<Reference, Optional<Object>> data, Values ignored) {
            Optional<Object> left = data.apply(from);
            return left.isPresent() && values.stream().anyMatch(value -> Operand.same(from, left.get(), value));
        }

        @Override
        public Object shape() {
            return Shape.of("from", from.toString()).and("in", values).map();
        }
    }

    /** See {@link Condition#lessThan}; numbers by value, texts by their characters. */
    record Compare(Reference from, Order order, Object value) implements Comparison {
        public Compare {
            requireNonNull(from, "from");
            requireNonNull(order, "order");
            value = Operand.comparable(from, value);
        }

        @Override
        public boolean test(Function<Reference, Optional<Object>> data, Values values) {
            Object left = Operand.present(from, data);
            Object right = value instanceof Reference other ? Operand.present(other, data) : value;
            return order.holds(Operand.compare(from, left, right));
        }

        @Override
        public Object shape() {
            return Shape.of("from", from.toString())
                    .and(order.word(), Operand.shape(value))
                    .map();
        }

        @Override
        public List<Reference> references() {
            return Operand.references(from, value);
        }
    }
}
