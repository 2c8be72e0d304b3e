package dev.pawl.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program of the README that survives a kill, compiled as it stands there, started in a JVM of its own, and really killed. */
@Timeout(120)
class SurvivesKillTest {
    private static final Path ROOT = MarkdownPages.projectRoot();
    private static final int MOST_LINES = 25;
    private static final int KILLED = 137;
    private static final List<String> STEPS = List.of("fetch", "build", "upload", "announce");

    @TempDir
    Path folder;

    private JavaBlock program;
    private String type;

    @BeforeEach
    void compile() throws Exception {
        program = MarkdownPages.blocks(ROOT).stream()
                .filter(block ->
                        block.page().equals("README.md") && block.text().contains("SqliteRepository.open"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("README.md has no complete program with a store"));
        try (SnippetCompiler compiler = new SnippetCompiler(ROOT)) {
            type = compiler.compile(program, Files.createDirectory(folder.resolve("classes")));
        }
    }

    @Test
    void theProgramIsShort() {
        assertThat(program.code().stream().filter(line -> !line.isBlank()).count())
                .as("lines of the program that are not blank")
                .isBetween(10L, (long) MOST_LINES);
    }

    @Test
    void noStepThatWasDoneRunsAgainAndTheRunEnds() throws Exception {
        List<String> first = killIn("build");
        List<String> second = killIn("upload");
        List<String> third = lines(start(), "");
        List<String> fourth = lines(start(), "");

        // A body begins when all before it is recorded; so only the last one that began may begin again.
        assertThat(first).startsWith("fetch begins", "build begins").doesNotContain("announce begins");
        assertThat(second).startsWith(last(first)).doesNotContain("announce begins");
        assertThat(third).startsWith(last(second));
        assertThat(last(third)).matches("publish \\S+ COMPLETED");
        assertThat(fourth).containsExactly(last(third));
        assertThat(begun(first, second, third))
                .containsExactlyElementsOf(
                        STEPS.stream().map(step -> step + " begins").toList());
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }

    /** What began in all lives, without the beginning of each that goes on where the one before was killed. */
    private static List<String> begun(List<String> first, List<String> second, List<String> third) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second.subList(1, second.size()));
        all.addAll(third.subList(1, third.size() - 1));
        return all;
    }

    private List<String> killIn(String step) throws Exception {
        return lines(start(), step + " begins");
    }

    private Process start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = folder.resolve("classes") + File.pathSeparator + System.getProperty("java.class.path");
        return new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-cp", classes, type)
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
    }

    /** What it says after the line with its own number; it is killed as soon as it has said that, and ends by itself when that is empty. */
    private static List<String> lines(Process child, String fatal) throws Exception {
        List<String> lines = new ArrayList<>();
        try (BufferedReader said = child.inputReader()) {
            assertThat(said.readLine()).isEqualTo("kill -9 " + child.pid());
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                lines.add(line);
                if (line.equals(fatal)) {
                    // By the handle: the process itself would be cut off from its streams.
                    child.toHandle().destroyForcibly();
                }
            }
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).as("%s", lines).isEqualTo(fatal.isEmpty() ? 0 : KILLED);
        } finally {
            child.destroyForcibly();
        }
        return lines;
    }
}
