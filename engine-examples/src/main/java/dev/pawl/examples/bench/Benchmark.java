package dev.pawl.examples.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.sqlite.SqliteRepository;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures the engine beside its limits. Each measurement is a JVM of its own; the contenders of a scenario take turns, round after
 * round, so that what else the machine does hits them alike.
 */
public final class Benchmark {
    private static final double WARM_UP = 2;
    private static final double SECONDS = 2;

    private Benchmark() {}

    /** Arguments: rounds (3), then the scenarios (memory 1 8 64). */
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        List<String> scenarios =
                args.length > 1 ? Arrays.asList(args).subList(1, args.length) : List.of("memory", "1", "8", "64");
        System.out.printf(
                "%d cores, %s %s, %s%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.version"),
                System.getProperty("os.version"));
        for (String scenario : scenarios) {
            boolean inMemory = scenario.equals("memory");
            measure(
                    scenario,
                    inMemory ? 1 : Integer.parseInt(scenario),
                    rounds,
                    List.copyOf((inMemory ? Contenders.MEMORY : Contenders.DURABLE).keySet()));
        }
    }

    private static void measure(String scenario, int concurrency, int rounds, List<String> contenders)
            throws Exception {
        Map<String, List<double[]>> results = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (String contender : contenders) {
                results.computeIfAbsent(contender, c -> new ArrayList<>()).add(fork(contender, concurrency));
            }
        }
        System.out.printf(
                "%n%-26s %12s %12s %12s %10s %10s%n",
                scenario.equals("memory") ? "in memory" : "durable, " + scenario + " at a time",
                "steps/s",
                "min",
                "max",
                "ns/step",
                "bytes/step");
        results.forEach((name, all) -> System.out.printf(
                "%-26s %12.0f %12.0f %12.0f %10.1f %10.0f%n",
                name, median(all, 0), min(all), max(all), median(all, 1), median(all, 2)));
        System.out.println("ratios of steps/s, median of the rounds:");
        contenders.stream()
                .filter(c -> c.startsWith("pawl"))
                .forEach(c -> System.out.printf(
                        "%-26s %s%n",
                        c,
                        contenders.stream()
                                .filter(limit -> limit.startsWith("limit"))
                                .map(limit -> String.format(
                                        "%.2f of %s", ratio(results.get(c), results.get(limit)), limit.substring(6)))
                                .collect(Collectors.joining(", "))));
    }

    private static double[] fork(String contender, int concurrency) throws Exception {
        Path folder = Files.createTempDirectory("pawl-bench");
        try {
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xms1g",
                            "-Xmx1g",
                            "-cp",
                            classPath(),
                            Fork.class.getName(),
                            contender,
                            folder.toString(),
                            Integer.toString(concurrency),
                            Double.toString(WARM_UP),
                            Double.toString(SECONDS))
                    .redirectErrorStream(true)
                    .start();
            List<String> said = new ArrayList<>();
            try (BufferedReader out = child.inputReader()) {
                out.lines().forEach(said::add);
            }
            int exit = child.waitFor();
            String result = said.stream()
                    .filter(line -> line.startsWith("RESULT"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(contender + " ended with " + exit + ": " + said));
            return Stream.of(result.split(" "))
                    .skip(1)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        } finally {
            delete(folder);
        }
    }

    /** The jars and folders that the child needs; under exec:java the system property does not have them. */
    private static String classPath() {
        return Stream.of(
                        Benchmark.class,
                        WorkflowEngine.class,
                        SqliteRepository.class,
                        org.sqlite.JDBC.class,
                        org.slf4j.Logger.class,
                        ch.qos.logback.classic.Logger.class,
                        ch.qos.logback.core.Appender.class,
                        ObjectMapper.class,
                        JsonFactory.class,
                        JsonInclude.class)
                .map(Benchmark::home)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type + " comes from a place that is no path", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static double ratio(List<double[]> of, List<double[]> to) {
        List<double[]> ratios = new ArrayList<>();
        for (int i = 0; i < of.size(); i++) {
            ratios.add(new double[] {of.get(i)[0] / to.get(i)[0]});
        }
        return median(ratios, 0);
    }

    private static double median(List<double[]> all, int column) {
        double[] sorted = all.stream().mapToDouble(r -> r[column]).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static double min(List<double[]> all) {
        return all.stream().mapToDouble(r -> r[0]).min().orElseThrow();
    }

    private static double max(List<double[]> all) {
        return all.stream().mapToDouble(r -> r[0]).max().orElseThrow();
    }
}
