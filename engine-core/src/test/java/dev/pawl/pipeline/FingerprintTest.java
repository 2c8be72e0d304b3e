package dev.pawl.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.StepResult;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final int SEEDS = 100;
    private static final int EDITED = 40;

    @Test
    void theFingerprintOfAShapeNeverChanges() {
        Pipeline hello = Pipeline.named("hello")
                .step(
                        "greet",
                        "greeter",
                        s -> s.with("text", "Grüße \"\\\n").with("n", 0.1).with("m", 1e300))
                .build();

        assertThat(hello.fingerprint()).isEqualTo("f7390d35a84fa0b3098f55395957aca3c2b2a1f3bb401886185db1e14c72df36");
    }

    @Test
    void theSameDefinitionHasTheSameShapeAndFingerprint() {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(RandomPipelines.of(seed).shape())
                    .isEqualTo(RandomPipelines.of(seed).shape());
            assertThat(RandomPipelines.of(seed).fingerprint())
                    .isEqualTo(RandomPipelines.of(seed).fingerprint());
        }
    }

    @Test
    void otherCodeIsTheSameFingerprint() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Pipeline changed = RandomPipelines.of(seed, context -> StepResult.stop("quite different"));

            assertThat(changed.fingerprint()).isEqualTo(RandomPipelines.of(seed).fingerprint());
        }
    }

    /** All edits of the small ones, every n-th of the others. */
    @Test
    void eachSingleEditOfTheShapeIsAnotherFingerprint() {
        for (long seed = 0; seed < EDITED; seed++) {
            long now = seed;
            Pipeline pipeline = RandomPipelines.of(seed);
            long stride = 1 + Size.of(pipeline).nodes() / 2;
            AtomicLong edits = new AtomicLong(seed);

            edit(pipeline.shape(), edited -> {
                if (edits.getAndIncrement() % stride == 0) {
                    assertThat(of(edited)).as("seed %s: %s", now, edited).isNotEqualTo(pipeline.fingerprint());
                }
            });
        }
    }

    @Test
    void allSingleEditsOfAShapeHaveFingerprintsOfTheirOwn() {
        Map<String, Object> shape = Pipeline.named("p")
                .input(RandomPipelines.COUNT, 5)
                .step("a", "x", s -> s.retry(3).with("k", List.of(1, 0.5, "", true)))
                .loopUntil("l", Condition.equal("count", 5), 2, b -> b.step("b", "y"))
                .build()
                .shape();
        Set<Object> edits = new HashSet<>();
        edit(shape, edits::add);

        assertThat(edits.stream().map(FingerprintTest::of).distinct())
                .hasSameSizeAs(edits)
                .hasSizeGreaterThan(100);
    }

    @Test
    void storingAShapeAsJsonKeepsTheFingerprint() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Map<String, Object> shape = RandomPipelines.of(seed).shape();

            assertThat(of(stored(shape))).isEqualTo(Fingerprint.of(shape));
        }
    }

    @Test
    void numbersCountByValue() {
        Set<String> five = new HashSet<>();
        for (Number number : List.of(5, 5L, 5.0, 5f, (byte) 5, BigInteger.valueOf(5), new BigDecimal("5.00"))) {
            five.add(of(Map.of("n", number)));
        }

        assertThat(five).hasSize(1);
        assertThat(of(Map.of("n", 0.1f))).isEqualTo(of(Map.of("n", 0.1)));
        assertThat(of(Map.of("n", -0.0))).isEqualTo(of(Map.of("n", 0)));
        assertThat(of(Map.of("n", 5.5))).isNotEqualTo(of(Map.of("n", 5)));
        assertThat(of(Map.of("n", Long.MAX_VALUE))).isNotEqualTo(of(Map.of("n", Long.MAX_VALUE - 1)));
    }

    @Test
    void textsCannotPassForSomethingElse() {
        List<Object> alike = List.of(
                List.of("a", "b"),
                List.of("a,b"),
                List.of("a\",\"b"),
                List.of("1"),
                List.of(1),
                List.of("true"),
                List.of(true),
                List.of(),
                List.of(""),
                List.of(List.of()),
                List.of(Map.of()),
                List.of("\\u0041"),
                List.of("A"),
                List.of("\ud83d\ude00"),
                List.of("??"));

        assertThat(alike.stream().map(value -> of(Map.of("v", value))).distinct())
                .hasSameSizeAs(alike);
    }

    @Test
    void aShapeCannotBeChanged() {
        Pipeline pipeline = RandomPipelines.of(7);

        assertThat(pipeline.shape()).isSameAs(pipeline.shape());
        assertThat(changeable(pipeline.shape())).isEmpty();
    }

    /** Hands out the tree once for each single change: a value changed, an entry or element taken out, added or moved. */
    private static void edit(Object tree, Consumer<Object> edited) {
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                edit(value, changed -> edited.accept(with(map, key, changed)));
                Map<Object, Object> less = new LinkedHashMap<>(map);
                less.remove(key);
                edited.accept(less);
                edited.accept(with(less, key + "x", value));
            });
            edited.accept(with(map, "new", true));
        } else if (tree instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                int at = i;
                edit(list.get(i), changed -> edited.accept(with(list, l -> l.set(at, changed))));
                edited.accept(with(list, l -> l.remove(at)));
                edited.accept(with(list, l -> l.add(at, l.get(at))));
                if (i > 0 && !list.get(i).equals(list.get(i - 1))) {
                    edited.accept(with(list, l -> Collections.swap(l, at, at - 1)));
                }
            }
        } else if (tree instanceof String text) {
            edited.accept(text + "x");
            edited.accept(text.isEmpty() ? "y" : text.substring(1));
        } else if (tree instanceof Number number) {
            edited.accept(number.doubleValue() + 1);
            edited.accept(number.toString());
        } else {
            edited.accept(!(boolean) tree);
        }
    }

    private static Map<Object, Object> with(Map<?, ?> map, Object key, Object value) {
        Map<Object, Object> changed = new LinkedHashMap<>(map);
        changed.put(key, value);
        return changed;
    }

    private static List<Object> with(List<?> list, Consumer<List<Object>> change) {
        List<Object> changed = new ArrayList<>(list);
        change.accept(changed);
        return changed;
    }

    /** As a reader of JSON may give it back: keys in another order, numbers of other types. */
    private static Object stored(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<Object, Object> reversed = new TreeMap<>(Collections.reverseOrder());
            map.forEach((key, value) -> reversed.put(key, stored(value)));
            return reversed;
        }
        if (tree instanceof List<?> list) {
            return list.stream().map(FingerprintTest::stored).toList();
        }
        if (tree instanceof Integer number) {
            return number.longValue();
        }
        return tree instanceof Double number ? new BigDecimal(number.toString()) : tree;
    }

    private static List<Object> changeable(Object tree) {
        List<Object> found = new ArrayList<>();
        if (tree instanceof Map<?, ?> map) {
            map.values().forEach(value -> found.addAll(changeable(value)));
            found.addAll(refusesChange(() -> map.remove("x")) ? List.of() : List.of(map));
        } else if (tree instanceof List<?> list) {
            list.forEach(value -> found.addAll(changeable(value)));
            found.addAll(refusesChange(() -> list.remove("x")) ? List.of() : List.of(list));
        }
        return found;
    }

    private static boolean refusesChange(Runnable change) {
        try {
            change.run();
            return false;
        } catch (UnsupportedOperationException expected) {
            return true;
        }
    }

    @SuppressWarnings("unchecked")
    private static String of(Object tree) {
        return Fingerprint.of((Map<String, Object>) tree);
    }
}
