package dev.pawl.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Compiles every block of Java in README.md and docs, as it stands there, and runs those that show what they print. */
class DocumentedProgramsTest {
    private static final Path ROOT = MarkdownPages.projectRoot();
    private static final Path CONTEXTS = ROOT.resolve("engine-examples/src/test/resources/doc-context");
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path classes;

    @TestFactory
    List<DynamicTest> everyBlockCompiles() throws Exception {
        return MarkdownPages.blocks(ROOT).stream()
                .map(block -> dynamicTest(block.name(), () -> assertCompiles(block)))
                .toList();
    }

    @TestFactory
    List<DynamicTest> everyBlockThatIsRunPrintsWhatThePageSays() throws Exception {
        return MarkdownPages.runs(ROOT).stream()
                .map(run -> dynamicTest(run.program().name(), () -> assertPrints(run)))
                .toList();
    }

    @Test
    void theReadmeShowsJava() throws Exception {
        assertThat(MarkdownPages.blocks(ROOT))
                .as("blocks of Java in README.md")
                .anyMatch(block -> block.page().equals("README.md"));
    }

    @Test
    void theFirstProgramOfTheReadmeIsNearAndShort() throws Exception {
        JavaBlock first = MarkdownPages.blocks(ROOT).stream()
                .filter(block -> block.page().equals("README.md") && MainMethod.isIn(block.text()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("README.md has no complete program"));

        assertThat(first.line()).as("first line of the program").isLessThan(30);
        assertThat(MainMethod.lines(first.text())).as("lines in main").isBetween(1L, 12L);
    }

    private static void assertCompiles(JavaBlock block) throws Exception {
        try (SnippetCompiler compiler = new SnippetCompiler(CONTEXTS)) {
            assertThat(compiler.complaints(block)).isEmpty();
        }
    }

    private void assertPrints(DocumentedRun run) throws Exception {
        Path folder = Files.createTempDirectory(classes, "run");
        try (SnippetCompiler compiler = new SnippetCompiler(CONTEXTS)) {
            SnippetRunner runner = new SnippetRunner(compiler, folder);
            List<String> printed =
                    SnippetRunner.normalised(assertTimeoutPreemptively(LIMIT, () -> runner.run(run.program())));

            if (run.inAnyOrder()) {
                assertThat(printed).containsExactlyInAnyOrderElementsOf(run.output());
            } else {
                assertThat(printed).containsExactlyElementsOf(run.output());
            }
        }
    }
}
