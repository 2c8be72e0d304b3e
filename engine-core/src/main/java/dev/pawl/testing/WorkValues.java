package dev.pawl.testing;

import dev.pawl.api.Key;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** The keys that generated work puts and reads, of all kinds of types, and values for them. Stateless. */
final class WorkValues {
    static final Key<String> TEXT = Key.of("text", String.class);
    static final Key<Integer> NUMBER = Key.of("number", Integer.class);

    /** An hour that is over. */
    static final Key<String> HOUR = Key.of("hour", String.class);

    /** All of them. */
    static final List<Slot<?>> SLOTS = List.of(
            new Slot<>(TEXT, n -> "text " + n),
            new Slot<>(NUMBER, n -> (int) n),
            new Slot<>(Key.of("big", Long.class), n -> n * 0x9E3779B97F4A7C15L),
            new Slot<>(Key.of("flag", Boolean.class), n -> n % 2 == 0),
            new Slot<>(Key.of("real", Double.class), n -> n % 7 == 0 ? Double.NaN : n / 3.0),
            new Slot<>(Key.of("decimal", BigDecimal.class), n -> new BigDecimal(BigInteger.valueOf(n), (int) (n & 15))),
            new Slot<>(Key.of("bytes", byte[].class), n -> BigInteger.valueOf(n).toByteArray()),
            new Slot<>(Key.of("size", Size.class), n -> Size.values()[(int) (n & 1)]),
            new Slot<>(Key.of("place", Place.class), n -> new Place("north " + n, (int) (n & 1023), List.of(n, -n))),
            new Slot<>(Key.listOf("words", String.class), n -> List.of("a" + n, "ü€\0\n", "")),
            new Slot<>(Key.mapOf("scores", Integer.class), n -> new TreeMap<>(Map.of("a", (int) n, "b\"", 1))),
            new Slot<>(Key.of("tree", Object.class), n -> List.of(true, (int) n, "x", List.of(Map.of("deep", "" + n)))),
            new Slot<>(Key.of("long-text", String.class), n -> ("page " + n + " ").repeat(300)),
            new Slot<>(Key.of("token", String.class).secret(), n -> "secret " + n),
            new Slot<>(Key.mapOf("tokens", String.class).secret(), n -> Map.of("inner", "secret " + n)));

    private WorkValues() {}

    /** A key and how its values are made of numbers. */
    record Slot<T>(Key<T> key, LongFunction<T> value) {
        @Override
        public String toString() {
            return key.name();
        }
    }

    /** One of the kinds of values. */
    public enum Size {
        SMALL,
        LARGE
    }

    /** One of the kinds of values. */
    public record Place(String name, int height, List<Long> path) {}

    /** A key with a number, of one node. */
    static Slot<Integer> numbered(String name, int node) {
        return new Slot<>(Key.of(name + "-" + node, Integer.class), n -> (int) n);
    }

    /** A value in words, equal exactly when the values are; but for the hours in the data of waits, which are never the same. */
    static String show(Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, String> shown = new TreeMap<>();
            map.forEach((key, inside) -> shown.put(String.valueOf(key), show(inside)));
            shown.remove("at");
            return shown.toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(WorkValues::show).toList().toString();
        }
        return String.valueOf(value);
    }
}
