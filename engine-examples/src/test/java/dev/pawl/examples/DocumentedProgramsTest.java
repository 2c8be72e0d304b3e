package dev.pawl.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Compiles every block of Java in README.md and docs, as it stands there. */
class DocumentedProgramsTest {
    private static final Path ROOT = MarkdownPages.projectRoot();
    private static final Path CONTEXTS = ROOT.resolve("engine-examples/src/test/resources/doc-context");

    @TestFactory
    List<DynamicTest> everyBlockCompiles() throws Exception {
        return MarkdownPages.blocks(ROOT).stream()
                .map(block -> dynamicTest(block.name(), () -> assertCompiles(block)))
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
}
