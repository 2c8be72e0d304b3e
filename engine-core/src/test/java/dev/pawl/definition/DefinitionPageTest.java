package dev.pawl.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The page about definitions says what the format is, and its examples, like those of all other pages, are read. */
class DefinitionPageTest {
    private static final Pattern MARK = Pattern.compile("<!-- fields: (\\w+) -->");
    private static final Path DOCS = docs();

    @Test
    void eachKindOfObjectHasItsTable() throws IOException {
        List<String> lines = Files.readAllLines(DOCS.resolve("definitions.md"));
        Map<String, List<String>> tables = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher mark = MARK.matcher(lines.get(i));
            if (mark.matches()) {
                tables.put(
                        mark.group(1),
                        lines.subList(i + 1, lines.size()).stream()
                                .dropWhile(String::isBlank)
                                .takeWhile(line -> line.startsWith("|"))
                                .toList());
            }
        }

        Map<String, List<String>> expected = new LinkedHashMap<>();
        Forms.ALL.forEach(form -> expected.put(form.name(), FieldTable.of(form)));
        assertThat(tables).isEqualTo(expected);
    }

    @TestFactory
    List<DynamicTest> everyBlockOfJsonIsADefinitionOrANode() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        blocks().forEach((place, json) -> tests.add(dynamicTest(place, () -> Definitions.read(pipeline(json)))));
        assertThat(tests).isNotEmpty();
        return tests;
    }

    @Test
    void thePageShowsEveryKindOfNode() throws IOException {
        Set<String> kinds = new TreeSet<>(Set.of("step"));
        blocks().forEach((place, json) -> {
            Matcher kind = Pattern.compile("\"kind\": \"([a-z-]+)\"").matcher(json);
            while (kind.find()) {
                kinds.add(kind.group(1));
            }
        });

        assertThat(kinds).isEqualTo(new TreeSet<>(Forms.BY_KIND.keySet()));
    }

    /** One node stands for the pipeline that it is in. */
    private static String pipeline(String json) {
        return json.contains("\"steps\": [") && json.contains("{\n  \"name\"") || json.contains("\"$schema\"")
                ? json
                : "{\"name\": \"page\", \"steps\": [" + json + "]}";
    }

    private static Map<String, String> blocks() throws IOException {
        Map<String, String> blocks = new LinkedHashMap<>();
        try (Stream<Path> pages = Files.walk(DOCS)) {
            for (Path page :
                    pages.filter(p -> p.toString().endsWith(".md")).sorted().toList()) {
                List<String> lines = Files.readAllLines(page);
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).equals("```json")) {
                        List<String> block = lines.subList(i + 1, lines.size()).stream()
                                .takeWhile(line -> !line.equals("```"))
                                .toList();
                        blocks.put(DOCS.relativize(page) + ":" + (i + 1), String.join("\n", block));
                    }
                }
            }
        }
        return blocks;
    }

    private static Path docs() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("engine-core")) && Files.isDirectory(folder.resolve("docs"))) {
                return folder.resolve("docs");
            }
        }
        throw new IllegalStateException("the tests must run somewhere inside the project's folder");
    }
}
