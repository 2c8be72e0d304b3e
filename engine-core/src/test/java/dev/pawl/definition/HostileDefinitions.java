package dev.pawl.definition;

import dev.pawl.api.StepResult;
import dev.pawl.registry.StepProvider;
import dev.pawl.registry.StepRegistry;
import dev.pawl.registry.StepType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Reads documents that are meant to do harm on a thread with a small stack, and says how long each kept the processor busy; to be run in a JVM of its own with
 * little memory. Stateless.
 */
final class HostileDefinitions {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int STACK = 256 * 1024;

    private static final StepRegistry TYPES = types();

    private HostileDefinitions() {}

    /** Those that are used, and many others that may have been meant. */
    private static StepRegistry types() {
        List<StepType> types = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            types.add(StepType.ofTree(name, settings -> context -> StepResult.done()));
        }
        for (int i = 0; i < 300; i++) {
            types.add(StepType.of("example.type.number" + i, context -> StepResult.done()));
        }
        return StepRegistry.of(types, ServiceLoader.load(StepProvider.class));
    }

    /** One line for each document: name, milliseconds, what was said. */
    public static void main(String... args) throws Exception {
        for (int i = 0; i < 100; i++) {
            outcome(with("1"));
            outcome(with("{\"from\": 1, \"from\""));
            outcome(with("null"));
        }
        for (Map.Entry<String, Supplier<InputStream>> each : documents().entrySet()) {
            InputStream document = each.getValue().get();
            Runnable reading = () -> {
                long start = THREADS.getCurrentThreadCpuTime();
                String said = outcome(document);
                long millis = (THREADS.getCurrentThreadCpuTime() - start) / 1_000_000;
                System.out.println(each.getKey() + "\t" + millis + "\t" + said);
            };
            Thread reader = new Thread(null, reading, "reader", STACK);
            reader.start();
            reader.join();
        }
    }

    private static String outcome(InputStream document) {
        try {
            return "read "
                    + DefinitionReader.with(TYPES).stream("", document)
                            .pipelines()
                            .get(0)
                            .name();
        } catch (InvalidDefinitionException e) {
            return "refused: " + e.problems().get(0);
        } catch (Throwable e) {
            return "thrown: " + e;
        }
    }

    static Map<String, Supplier<InputStream>> documents() {
        Map<String, Supplier<InputStream>> all = new LinkedHashMap<>();
        all.put("101 deep", () -> text("[".repeat(101)));
        all.put("1,001 deep", () -> text("[".repeat(1_001)));
        all.put("10 million deep", () -> repeated("[", 10_000_000));
        all.put("499 deep in settings", () -> with("[".repeat(490) + "]".repeat(490)));
        all.put("10 million objects deep", () -> repeated("{\"a\":", 10_000_000));
        all.put("1 GB text", () -> around("{\"name\": \"", repeated("x", 1_000_000_000), "\"}"));
        all.put("1 GB of blanks", () -> around("", repeated(" ", 1_000_000_000), "{}"));
        all.put("3.9 MB text", () -> with("\"" + "x".repeat(3_900_000) + "\""));
        all.put("number with an exponent of a billion", () -> with("1e1000000000"));
        all.put("number with an exponent of minus a billion", () -> with("-1e-1000000000"));
        all.put("number of a million digits", () -> with("1".repeat(1_000_000)));
        all.put("number of 1,000 digits and an exponent of 1,000", () -> with("1".repeat(990) + ".5e1000"));
        all.put("a million keys", () -> with(around("{", parts(1_000_000, i -> "\"k" + i + "\":0"), "}")));
        all.put("90,000 keys", () -> with(around("{", parts(90_000, i -> "\"k" + i + "\":0"), "}")));
        all.put(
                "90,000 keys with one hash",
                () -> with(around("{", parts(90_000, HostileDefinitions::colliding), "}")));
        all.put(
                "100,000 keys with one hash",
                () -> with(around("{", parts(100_000, HostileDefinitions::colliding), "}")));
        all.put("199,000 empty objects", () -> with(around("[", parts(199_000, i -> "{}"), "]")));
        all.put("60,000 steps", () -> steps(60_000, "uses"));
        all.put("60,000 steps that are wrong", () -> steps(60_000, "user"));
        all.put(
                "60,000 steps of types that are not there",
                () -> around(
                        "{\"name\":\"many\",\"steps\":[",
                        parts(60_000, i -> "{\"id\":\"n" + i + "\",\"uses\":\"exampel.typo.numbr" + i + "\"}"),
                        "]}"));
        all.put("problems among names of dots", HostileDefinitions::dotted);
        all.put(
                "a problem under a long name",
                () -> with(around("{\"" + "n".repeat(500_000) + "\":[", parts(100_000, i -> "null"), "]}")));
        return all;
    }

    private static InputStream steps(int count, String uses) {
        return around(
                "{\"name\":\"many\",\"steps\":[",
                parts(count, i -> "{\"id\":\"n" + i + "\",\"" + uses + "\":\"a\"}"),
                "]}");
    }

    /** A problem in each of 100 steps, under 60 names that look like paths, and many objects beside them. */
    private static InputStream dotted() {
        String deep = ("{\"" + ".".repeat(79) + "\":").repeat(60) + "null" + "}".repeat(60);
        return around(
                "{\"name\":\"x\",\"steps\":[",
                parts(
                        150_000,
                        i -> i < 100
                                ? "{\"id\":\"n" + i + "\",\"uses\":\"b\",\"with\":{\"v" + i + "\":" + deep + "}}"
                                : "{}"),
                "]}");
    }

    /** Words of "Aa" and "BB", which have one hash code. */
    private static String colliding(int number) {
        StringBuilder word = new StringBuilder("\"");
        for (int bit = 0; bit < 17; bit++) {
            word.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return word.append("\":0").toString();
    }

    private static InputStream with(String value) {
        return with(text(value));
    }

    private static InputStream with(InputStream value) {
        return around("{\"name\":\"x\",\"steps\":[{\"id\":\"a\",\"uses\":\"b\",\"with\":{\"v\":", value, "}}]}");
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream around(String before, InputStream middle, String after) {
        return new SequenceInputStream(new SequenceInputStream(text(before), middle), text(after));
    }

    private static InputStream repeated(String text, long times) {
        byte[] chunk = text.repeat(10_000).getBytes(StandardCharsets.UTF_8);
        return new SequenceInputStream(enumeration(LongStream.range(0, times / 10_000)
                .<InputStream>mapToObj(i -> new ByteArrayInputStream(chunk))
                .iterator()));
    }

    /** That many parts with commas between them, made while they are read. */
    private static InputStream parts(int count, IntFunction<String> part) {
        return new SequenceInputStream(enumeration(IntStream.range(0, count)
                .mapToObj(i -> text((i == 0 ? "" : ",") + part.apply(i)))
                .iterator()));
    }

    private static Enumeration<InputStream> enumeration(Iterator<InputStream> streams) {
        return new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return streams.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return streams.next();
            }
        };
    }
}
