package dev.pawl.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Key;
import dev.pawl.api.MissingValueException;
import dev.pawl.api.ValueTypeException;
import dev.pawl.api.Values;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConditionTest {
    private static final Map<String, Object> DATA = Map.of(
            "order",
            Map.of("state", "paid", "total", 100, "price", 0.1, "lines", List.of(1, 2.0)),
            "limit",
            100.0,
            "flag",
            true);

    @Test
    void numbersAreEqualWhenTheirValuesAre() {
        assertThat(holds(Condition.equal("order.total", 100.0))).isTrue();
        assertThat(holds(Condition.equal("order.total", 100L))).isTrue();
        assertThat(holds(Condition.equal("order.price", new BigDecimal("0.10"))))
                .isTrue();
        assertThat(holds(Condition.equal("order.lines", List.of(1.0, 2)))).isTrue();
        assertThat(holds(Condition.equal("order.total", 100.5))).isFalse();
        assertThat(holds(Condition.equal("order.total", Reference.of("limit")))).isTrue();
        assertThat(holds(Condition.equal("order.total", Map.of("from", "limit"))))
                .isTrue();
    }

    @Test
    void orderIsThatOfNumbersOrOfTexts() {
        assertThat(holds(Condition.lessThan("order.total", 100))).isFalse();
        assertThat(holds(Condition.atMost("order.total", 100))).isTrue();
        assertThat(holds(Condition.atLeast("order.total", Reference.of("limit"))))
                .isTrue();
        assertThat(holds(Condition.moreThan("order.total", 99.99))).isTrue();
        assertThat(holds(Condition.moreThan("order.state", "open"))).isTrue();
    }

    @Test
    void conditionsAreMadeOfConditions() {
        Condition paid = Condition.equal("order.state", "paid");
        Condition large = Condition.moreThan("order.total", 1_000);

        assertThat(holds(paid.and(large))).isFalse();
        assertThat(holds(paid.or(large))).isTrue();
        assertThat(holds(Condition.not(large))).isTrue();
        assertThat(holds(Condition.all(paid, paid))).isTrue();
        assertThat(holds(Condition.any(large, large))).isFalse();
        assertThat(holds(Condition.in("order.state", "open", "paid"))).isTrue();
        assertThat(holds(Condition.inline(
                        values -> values.find(Key.of("x", String.class)).isPresent())))
                .isFalse();
    }

    @Test
    void whatIsNotThereEqualsNothingAndHasNoOrder() {
        assertThat(holds(Condition.exists("order.gone"))).isFalse();
        assertThat(holds(Condition.equal("order.gone", 1))).isFalse();
        assertThat(holds(Condition.in("gone", 1))).isFalse();
        assertThatThrownBy(() -> holds(Condition.lessThan("order.gone", 1)))
                .isInstanceOf(MissingValueException.class)
                .hasMessage(
                        "condition on 'order.gone' failed: there is no value to compare; ask first whether it exists");
    }

    @Test
    void valuesOfDifferentTypesAreNotCompared() {
        assertThatThrownBy(() -> holds(Condition.equal("order.total", "100")))
                .isInstanceOf(ValueTypeException.class)
                .hasMessage("condition on 'order.total' failed: its value is a number beside a text;"
                        + " compare values of one type, numbers or texts");
        assertThatThrownBy(() -> holds(Condition.in("flag", "true", "false"))).isInstanceOf(ValueTypeException.class);
        assertThatThrownBy(() -> holds(Condition.lessThan("flag", Reference.of("flag"))))
                .hasMessage("condition on 'flag' failed: its value is a boolean, which has no order;"
                        + " compare values of one type, numbers or texts");
    }

    @Test
    void literalsThatCannotBeComparedAreRefusedAtOnce() {
        assertThatThrownBy(() -> Condition.lessThan("a", true))
                .hasMessage("the literal beside a is a boolean, which has no order: compare numbers or texts");
        assertThatThrownBy(() -> Condition.in("a", 1, "x"))
                .hasMessage("the literals beside a are number and text: give one or more of one type");
        assertThatThrownBy(() -> Condition.in("a"))
                .hasMessage("the literals beside a are none: give one or more of one type");
        assertThatThrownBy(Condition::all).hasMessage("the condition 'all' has no parts: give at least one");
    }

    @Test
    void theShapeSaysEverythingButCode() {
        Condition condition = Condition.not(Condition.exists("a.b"))
                .and(Condition.any(
                        Condition.equal("a", Reference.of("b")),
                        Condition.in("a", 1, 2),
                        Condition.atMost("a", 5),
                        Condition.inline(values -> true)));

        assertThat(condition.shape())
                .isEqualTo(Map.of(
                        "all",
                        List.of(
                                Map.of("not", Map.of("exists", "a.b")),
                                Map.of(
                                        "any",
                                        List.of(
                                                Map.of("from", "a", "equals", Map.of("from", "b")),
                                                Map.of("from", "a", "in", List.of(1, 2)),
                                                Map.of("from", "a", "le", 5),
                                                "inline")))));
    }

    private static boolean holds(Condition condition) {
        return condition.test(
                reference -> Optional.ofNullable(DATA.get(reference.head())).flatMap(reference::in), new NoValues());
    }

    private static final class NoValues implements Values {
        @Override
        public <T> T get(Key<T> key) {
            throw new AssertionError(key);
        }

        @Override
        public <T> Optional<T> find(Key<T> key) {
            return Optional.empty();
        }

        @Override
        public <T> T result(String step, Class<T> type) {
            throw new AssertionError(step);
        }
    }
}
