package dev.pawl.engine;

import dev.pawl.api.Key;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Values of many types: those that a recorded run can keep, and those that it cannot. */
final class ValueMatrix {
    private ValueMatrix() {}

    /** One of the kinds. */
    enum Size {
        SMALL,
        LARGE
    }

    /** One of the kinds. */
    record Place(String name, int height, List<String> tags) {}

    /** One of the kinds. */
    static final class Bean {
        private String name = "";

        public String getName() {
            return name;
        }

        public void setName(String newName) {
            name = newName;
        }

        @Override
        public String toString() {
            return "Bean " + name;
        }
    }

    static List<Key.Value<?>> storable() {
        Bean bean = new Bean();
        bean.setName("b");
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("long", 5L);
        tree.put("null", null);
        tree.put("list", Arrays.asList(1, null, 2.5));
        return List.of(
                is(String.class, ""),
                is(String.class, "ü € 😀 \0 \n \" \\ \u2028"),
                is(String.class, "x".repeat(1_000_000)),
                is(Integer.class, Integer.MIN_VALUE),
                is(Long.class, 5L),
                is(Long.class, Long.MAX_VALUE),
                is(Short.class, (short) 7),
                is(Byte.class, (byte) -1),
                is(Character.class, 'ß'),
                is(Boolean.class, true),
                is(Double.class, -0.0),
                is(Double.class, Double.NaN),
                is(Double.class, Double.NEGATIVE_INFINITY),
                is(Double.class, Double.MIN_VALUE),
                is(Float.class, 0.1f),
                is(BigDecimal.class, new BigDecimal("1.10")),
                is(BigDecimal.class, new BigDecimal("1E+30")),
                is(BigInteger.class, BigInteger.TWO.pow(200)),
                is(Number.class, 5L),
                is(byte[].class, new byte[] {0, -1, 127}),
                is(int[].class, new int[] {1, 2}),
                is(String[].class, new String[] {"a", "b"}),
                is(Size.class, Size.LARGE),
                is(Place.class, new Place("Brocken", 1141, List.of("harz"))),
                is(Bean.class, bean),
                is(URI.class, URI.create("https://example.org/a?b=c")),
                is(UUID.class, new UUID(1, 2)),
                is(Locale.class, Locale.GERMANY),
                is(Date.class, new Date(0)),
                is(Object.class, tree),
                is(Object.class, 5L),
                is(Object.class, "text"),
                is(Object.class, List.of(Map.of("a", List.of(true)))),
                is(Map.class, Map.of("int", 1)),
                is(Set.class, Set.of("one")),
                is(List.class, new ArrayList<>()),
                is(Path.class, Path.of("a", "b")),
                Key.listOf("v", String.class).is(List.of("a", "b")),
                Key.listOf("v", Long.class).is(List.of(1L, Long.MAX_VALUE)),
                Key.mapOf("v", Integer.class).is(Map.of("a", 1)),
                Key.mapOf("v", Place.class).is(Map.of("a", new Place("x", 1, List.of()))));
    }

    static List<Key.Value<?>> unstorable() {
        Map<String, Object> itself = new HashMap<>();
        itself.put("me", itself);
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        return List.of(
                is(Object.class, new Object()),
                is(InputStream.class, new ByteArrayInputStream(new byte[3])),
                is(Object.class, itself),
                is(Map.class, itself),
                is(Object.class, deep),
                is(Runnable.class, () -> {}),
                is(Callable.class, () -> 1),
                is(Instant.class, Instant.EPOCH),
                is(LocalDate.class, LocalDate.EPOCH),
                is(Duration.class, Duration.ofSeconds(1)),
                is(Optional.class, Optional.of("x")),
                is(Object.class, Optional.of("x")),
                is(Iterator.class, List.of(1).iterator()),
                is(Stream.class, Stream.of(1)),
                is(CompletableFuture.class, new CompletableFuture<>()),
                is(ExecutorService.class, java.util.concurrent.ForkJoinPool.commonPool()),
                is(ReentrantLock.class, new ReentrantLock()),
                is(WeakReference.class, new WeakReference<>("x")),
                is(ClassLoader.class, ValueMatrix.class.getClassLoader()),
                is(Comparable.class, BigDecimal.ONE),
                is(String.class, "half \ud83d"),
                is(String.class, "\ude00 half"),
                is(Object.class, List.of("half \ud83d")),
                is(Object.class, Map.of("half \ud83d", 1)),
                is(String.class, "x".repeat(16 * 1024 * 1024 + 1)),
                is(BigInteger.class, BigInteger.TEN.pow(1_001)),
                is(Object.class, Map.of("x".repeat(50_001), 1)),
                is(Thread.class, new Thread("x")));
    }

    private static <T> Key.Value<T> is(Class<T> type, T value) {
        return Key.of("v", type).is(value);
    }

    static String show(Object value) {
        if (value instanceof byte[] bytes) {
            return Arrays.toString(bytes);
        }
        if (value instanceof int[] ints) {
            return Arrays.toString(ints);
        }
        if (value instanceof Object[] objects) {
            return Arrays.toString(objects);
        }
        return value.getClass().getName() + " " + value;
    }
}
