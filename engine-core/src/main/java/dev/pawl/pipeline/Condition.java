package dev.pawl.pipeline;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Values;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A question about the values of a run, asked by branches and loops. All but {@link Inline} are data, so they can be
 * written down, drawn and fingerprinted:
 *
 * <pre>{@code
 * Condition.equal("order.state", "paid").and(Condition.atLeast("order.total", 100))
 * }</pre>
 *
 * <p>Numbers are equal when their values are: 1 equals 1.0. What is not there equals nothing, and cannot be
 * compared. A value is compared with a literal or with a {@link Reference} to another value. Immutable.
 */
public sealed interface Condition permits Comparison, Condition.Not, Condition.All, Condition.Any, Condition.Inline {
    /**
     * Answers the question.
     *
     * @param data gives the value at a reference as a tree of maps, lists, texts, numbers and booleans
     * @param values what an inline condition sees
     * @throws dev.pawl.api.ValueTypeException when values of different types are compared, naming the reference
     * @throws dev.pawl.api.MissingValueException when there is nothing to compare, naming the reference
     */
    boolean test(Function<Reference, Optional<Object>> data, Values values);

    /** This condition as data: a map, or the word {@code inline} for Java code. */
    Object shape();

    /** The conditions that this one is made of. */
    default List<Condition> parts() {
        return List.of();
    }

    /** The references of this condition alone, not of its parts. */
    default List<Reference> references() {
        return List.of();
    }

    default Condition and(Condition other) {
        return new All(List.of(this, other));
    }

    default Condition or(Condition other) {
        return new Any(List.of(this, other));
    }

    /** Whether the value at the reference is this literal, or the value at this other {@link Reference}. */
    static Condition equal(String reference, Object value) {
        return new Comparison.Equal(Reference.of(reference), value);
    }

    /** Whether there is a value at the reference. */
    static Condition exists(String reference) {
        return new Comparison.Exists(Reference.of(reference));
    }

    /** Whether the value at the reference is one of these literals, all of one type. */
    static Condition in(String reference, Object... values) {
        return new Comparison.In(Reference.of(reference), List.of(values));
    }

    static Condition lessThan(String reference, Object value) {
        return new Comparison.Compare(Reference.of(reference), Comparison.Order.LT, value);
    }

    static Condition atMost(String reference, Object value) {
        return new Comparison.Compare(Reference.of(reference), Comparison.Order.LE, value);
    }

    static Condition moreThan(String reference, Object value) {
        return new Comparison.Compare(Reference.of(reference), Comparison.Order.GT, value);
    }

    static Condition atLeast(String reference, Object value) {
        return new Comparison.Compare(Reference.of(reference), Comparison.Order.GE, value);
    }

    static Condition not(Condition condition) {
        return new Not(condition);
    }

    static Condition all(Condition... conditions) {
        return new All(List.of(conditions));
    }

    static Condition any(Condition... conditions) {
        return new Any(List.of(conditions));
    }

    /** Java code in a condition's place; a pipeline with one has to be registered to be submitted. */
    static Condition inline(Predicate<? super Values> code) {
        return new Inline(code);
    }

    /** The opposite. */
    record Not(Condition condition) implements Condition {
        public Not {
            requireNonNull(condition, "condition");
        }

        @Override
        public boolean test(Function<Reference, Optional<Object>> data, Values values) {
            return !condition.test(data, values);
        }

        @Override
        public Object shape() {
            return Shape.of("not", condition.shape()).map();
        }

        @Override
        public List<Condition> parts() {
            return List.of(condition);
        }
    }

    /** Whether each of them holds; asked in order until one does not. */
    record All(List<Condition> parts) implements Condition {
        public All {
            parts = Operand.someOf("all", parts);
        }

        @Override
        public boolean test(Function<Reference, Optional<Object>> data, Values values) {
            for (Condition part : parts) {
                if (!part.test(data, values)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Object shape() {
            return Shape.of("all", Shape.list(parts, Condition::shape)).map();
        }
    }

    /** Whether one of them holds; asked in order until one does. */
    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = Operand.someOf("any", parts);
        }

        @Override
        public boolean test(Function<Reference, Optional<Object>> data, Values values) {
            for (Condition part : parts) {
                if (part.test(data, values)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Object shape() {
            return Shape.of("any", Shape.list(parts, Condition::shape)).map();
        }
    }

    /** See {@link Condition#inline}. */
    record Inline(Predicate<? super Values> code) implements Condition {
        public Inline {
            requireNonNull(code, "code");
        }

        @Override
        public boolean test(Function<Reference, Optional<Object>> data, Values values) {
            return code.test(values);
        }

        @Override
        public Object shape() {
            return StepNode.INLINE;
        }
    }
}
