package dev.pawl.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TreesTest {
    @Test
    void aCopyKeepsItsOrderAndDoesNotFollowTheOriginal() {
        Map<String, Object> original = new LinkedHashMap<>();
        List<Object> list = new ArrayList<>(List.of(1, "x", true));
        original.put("z", list);
        original.put("a", new LinkedHashMap<>(Map.of("k", 2.5)));

        Map<String, Object> copy = Trees.copyOf(original);
        list.add("later");
        original.clear();

        assertThat(copy).containsExactly(Map.entry("z", List.of(1, "x", true)), Map.entry("a", Map.of("k", 2.5)));
    }

    @Test
    @SuppressWarnings("unchecked")
    void aCopyCannotBeChangedAtAnyLevel() {
        Map<String, Object> copy = Trees.copyOf(Map.of("list", List.of(Map.of("k", 1))));
        List<Object> list = (List<Object>) copy.get("list");

        assertThatThrownBy(() -> copy.put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> list.add(1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((Map<String, Object>) list.get(0)).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void numbersBecomeWhatJsonGivesBack() {
        assertThat(number((byte) 5)).isEqualTo(5);
        assertThat(number(5L)).isEqualTo(5L);
        assertThat(number(0.1f)).isEqualTo(0.1);
        assertThat(number(new BigDecimal("0.10"))).isEqualTo(0.1);
        assertThat(number(new BigDecimal("1E+3"))).isEqualTo(BigInteger.valueOf(1000));
    }

    @Test
    void whatJsonCannotSayIsRefusedNamingThePlace() {
        refused(Double.NaN, "is NaN, which JSON cannot say");
        refused(
                new AtomicInteger(1),
                "is a number of the type java.util.concurrent.atomic.AtomicInteger: use a plain one");
        refused(
                new BigDecimal("0.1234567890123456789"),
                "is 0.1234567890123456789, with more digits than a double holds: write it as a text");
        refused(new BigDecimal("1E+1000000000"), "has more than 1000 digits");
        refused(new BigDecimal("1E-1000000000"), "has more than 1000 digits");
        refused(BigInteger.TWO.pow(10_000), "has more than 1000 digits");
        refused("\ud800", "has half a surrogate pair, which cannot be stored");
        refused(new int[0], "is of the type int[]: use maps, lists, texts, numbers and booleans only");
        refused(Map.of(1, 2), "has the key 1, which is not a text");
        refused(null, "is null: leave it out");
    }

    @Test
    void depthIsLimitedBeforeTheStackIs() {
        Object deep = "x";
        for (int i = 0; i < 100_000; i++) {
            deep = List.of(deep);
        }
        Object tree = deep;

        assertThatThrownBy(() -> Trees.valueOf("default", tree)).hasMessageEndingWith("lies deeper than 100 levels");
    }

    @Test
    void aTreeThatHoldsItselfIsRefused() {
        Map<String, Object> self = new HashMap<>();
        self.put("self", self);

        assertThatThrownBy(() -> Trees.copyOf(self)).hasMessageEndingWith("lies deeper than 100 levels");
    }

    @Test
    void aSmallTreeThatUnfoldsToALargeOneIsRefused() {
        Object laugh = "ha";
        for (int i = 0; i < 40; i++) {
            laugh = List.of(laugh, laugh);
        }
        Object tree = laugh;

        assertThatThrownBy(() -> Trees.valueOf("default", tree))
                .hasMessageEndingWith("is one too many: at most 100000 values");
    }

    @Test
    void textIsLimitedInSum() {
        List<Object> texts = Collections.nCopies(11, "x".repeat(100_000));

        assertThatThrownBy(() -> Trees.valueOf("default", texts))
                .hasMessage("the value at '[10]' of the default makes more than 1000000 characters:"
                        + " keep large texts elsewhere");
    }

    private static Object number(Number number) {
        return Trees.valueOf("number", number);
    }

    private static void refused(Object value, String why) {
        Map<String, Object> tree = new HashMap<>();
        tree.put("pages", value == null ? Collections.singletonList(null) : List.of(value));

        assertThatThrownBy(() -> Trees.copyOf(tree))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the value at 'pages[0]' of the settings " + why);
    }
}
