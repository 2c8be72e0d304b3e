package dev.pawl.examples;

import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.api.WorkflowContext;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Retry;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A small job with everything that can be watched: progress within a step, data, a step that fails now and then, and a result. */
final class WordCount {
    static final Key<Map<String, Integer>> COUNTS = Key.mapOf("counts", Integer.class);
    static final Key<List<String>> TOP = Key.listOf("top", String.class);
    static final Key<String> REPORT = Key.of("report", String.class);

    private static final int LINES = 300_000;
    private static final int TELL_EVERY = 3_000;
    private static final String[] WORDS =
            "ratchet pawl wheel tooth spring lever catch hold turn click clock gear crank brake drum hoist".split(" ");

    private final Path text;

    private WordCount(Path folder) {
        this.text = folder.resolve("words.txt");
    }

    static Pipeline pipeline(Path folder) {
        WordCount job = new WordCount(folder);
        return Pipeline.named("word-count")
                .step("write", job::write)
                .step("count", job::count)
                .step("pick", COUNTS, TOP, WordCount::mostFrequent)
                .step(
                        "check",
                        job::check,
                        step -> step.errorChance(0.5)
                                .retry(Retry.times(20)
                                        .backoff(Duration.ofMillis(300))
                                        .cap(Duration.ofSeconds(2))))
                .step("report", WordCount::report)
                .build();
    }

    private StepResult write(WorkflowContext context) throws IOException {
        Random random = new Random(7);
        try (BufferedWriter out = Files.newBufferedWriter(text)) {
            for (int line = 1; line <= LINES; line++) {
                for (int word = 0; word < 12; word++) {
                    int at = (int) Math.abs(random.nextGaussian() * 4) % WORDS.length;
                    out.append(WORDS[at]).append(' ');
                }
                out.newLine();
                tell(context, line);
            }
        }
        return StepResult.done(Files.size(text) / 1024 + " KiB of text");
    }

    private StepResult count(WorkflowContext context) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        try (Stream<String> lines = Files.lines(text)) {
            int line = 0;
            for (String each : (Iterable<String>) lines::iterator) {
                for (String word : each.split(" ")) {
                    counts.merge(word, 1, Integer::sum);
                }
                tell(context, ++line);
            }
        }
        context.put(COUNTS, counts);
        return StepResult.done(counts.size() + " different words");
    }

    private static List<String> mostFrequent(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(3)
                .map(Map.Entry::getKey)
                .toList();
    }

    private StepResult check(WorkflowContext context) throws IOException {
        String top = context.get(TOP).get(0);
        try (Stream<String> lines = Files.lines(text)) {
            long found = lines.filter(line -> line.contains(top)).count();
            context.log(found + " lines have the word '" + top + "'");
            return found > 0 ? StepResult.done() : StepResult.stop("the most frequent word is nowhere");
        }
    }

    private static StepResult report(WorkflowContext context) {
        Map<String, Integer> counts = context.get(COUNTS);
        StringBuilder lines = new StringBuilder("The most frequent words:");
        context.get(TOP)
                .forEach(word -> lines.append("\n  ").append(word).append(' ').append(counts.get(word)));
        context.put(REPORT, lines.toString());
        return StepResult.done();
    }

    private static void tell(WorkflowContext context, int line) {
        if (line % TELL_EVERY == 0) {
            context.progress(line, LINES, "lines");
        }
    }
}
