package dev.pawl.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves that the checks of the documentation can fail, and say where. */
class DocumentationRulesTest {
    @TempDir
    Path root;

    @Test
    void findsTheBlocksOfAllPages() throws IOException {
        Files.createDirectories(root.resolve("docs/deep"));
        write("docs/deep/page.md", "````markdown", "```java", "not ours", "```", "````", "~~~ Java", "int a;", "~~~");
        write("README.md", "# Title", "", "```java", "int b;", "", "int c;", "```", "```sh", "ls", "```");

        assertThat(MarkdownPages.blocks(root))
                .containsExactly(
                        new JavaBlock("README.md", 3, "", List.of("int b;", "", "int c;")),
                        new JavaBlock("docs/deep/page.md", 6, "", List.of("int a;")));
    }

    @Test
    void aBlockInAListLosesItsIndentAndKeepsItsContext() {
        var blocks = MarkdownPages.blocks(
                "page.md",
                List.of("1. one", "   <!-- context: shop -->", "", "   ```java", "   f(", "     1);", "   ```"));

        assertThat(blocks).containsExactly(new JavaBlock("page.md", 4, "shop", List.of("f(", "  1);")));
    }

    @Test
    void aContextDoesNotReachASecondBlock() {
        var blocks = MarkdownPages.blocks(
                "page.md", List.of("<!-- context: shop -->", "```java", "```", "", "```java", "```"));

        assertThat(blocks).extracting(JavaBlock::context).containsExactly("shop", "");
    }

    @Test
    void goodBlocksHaveNoComplaints() throws IOException {
        write("shop.java.txt", "import java.util.concurrent.Callable;", "Callable<Integer> price = () -> 7;");

        assertThat(complaints(
                        "",
                        "import java.util.stream.IntStream;",
                        "var a = List.of(1);",
                        "IntStream.of(a.get(0)).sum();"))
                .isEmpty();
        assertThat(complaints("shop", "int a = price.call();")).isEmpty();
        assertThat(complaints("", "record Site(String name) {}", "var site = new Site(\"a\");"))
                .isEmpty();
        assertThat(complaints("", "public final class Hello {", "  public static void main(String[] a) {}", "}"))
                .isEmpty();
    }

    @Test
    void aWrongFragmentIsReportedWithPageAndLine() throws IOException {
        assertThat(complaints("", "int a = 1;", "", "String b = a;"))
                .singleElement()
                .asString()
                .startsWith("page.md:13: ")
                .contains("int cannot be converted to java.lang.String");
    }

    @Test
    void aWrongImportIsReportedWithPageAndLine() throws IOException {
        assertThat(complaints("", "int a = 1;", "import java.util.Lost;"))
                .singleElement()
                .asString()
                .startsWith("page.md:12: ");
    }

    @Test
    void aWrongProgramIsReportedWithPageAndLine() throws IOException {
        assertThat(complaints("", "class Hello {", "  int a = \"\";", "}"))
                .singleElement()
                .asString()
                .startsWith("page.md:12: ");
        assertThat(complaints("", "class Hello {", "  int a = 1", "}"))
                .first()
                .asString()
                .startsWith("page.md:12: ")
                .contains("';' expected");
    }

    @Test
    void aWarningIsAComplaint() throws IOException {
        assertThat(complaints("", "List plain = new ArrayList<String>();"))
                .singleElement()
                .asString()
                .startsWith("page.md:11: found raw type");
    }

    @Test
    void aMistakeInAContextNamesBoth() throws IOException {
        write("shop.java.txt", "int price = \"\";");

        assertThat(complaints("shop", "int a = price;"))
                .singleElement()
                .asString()
                .startsWith("page.md:10, context shop line 1: ");
    }

    @Test
    void aContextMustExistAndBelongsToFragmentsOnly() throws IOException {
        assertThatThrownBy(() -> complaints("lost", "int a;")).hasMessageContaining("page.md:10: no context in ");
        assertThat(complaints("lost", "class Hello {}"))
                .containsExactly("page.md:10: a complete program cannot have a context");
    }

    @Test
    void onlyLinesOfMainThatAreNotBlankCount() {
        String program = """
                class Hello {
                  public static void main(String... args) throws Exception {
                    if (args.length > 0) {

                      System.out.println("} " + '}');
                    }
                  }
                  void other() {}
                }
                """;

        assertThat(MainMethod.isIn(program)).isTrue();
        assertThat(MainMethod.lines(program)).isEqualTo(3);
        assertThat(MainMethod.isIn("class Hello { void mainly() {} }")).isFalse();
    }

    @Test
    void aBlockThatIsRunHasItsOutputInTheTextBelowIt() {
        var runs = MarkdownPages.runs(
                "page.md",
                List.of(
                        "```java",
                        "silent();",
                        "```",
                        "",
                        "<!-- run, in any order -->",
                        "```java",
                        "a();",
                        "```",
                        "It prints:",
                        "",
                        "```text",
                        "x",
                        "```"));

        assertThat(runs)
                .containsExactly(
                        new DocumentedRun(new JavaBlock("page.md", 6, "", List.of("a();")), true, List.of("x")));
        assertThatThrownBy(() -> MarkdownPages.runs("page.md", List.of("<!-- run -->", "```java", "```", "```", "```")))
                .hasMessage("page.md:2: no block of text with its output follows");
    }

    @Test
    void aBlockIsRunAsStatementsOrAsAProgram() throws Exception {
        assertThat(printed("int a = 1;", "System.out.println(a + 1);", "System.out.println();"))
                .containsExactly("2", "");
        assertThat(printed(
                        "class Hello {", "  public static void main(String[] args) { System.out.print(\"hi\"); }", "}"))
                .containsExactly("hi");
        assertThatThrownBy(() -> printed("throw new IllegalStateException(\"broken\");"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> printed("int a = \"\";")).hasMessageStartingWith("page.md:11: ");
    }

    @Test
    void whatDiffersFromRunToRunIsReplaced() {
        assertThat(SnippetRunner.normalised(List.of(
                        "hello 1k2m3n4p5q6r-1 a done in 12 ms",
                        "hello 1k2m3n4p5q6r-2 until 2026-01-01T00:00:00.123Z.",
                        "hello 1k2m3n4p5q6r-1 in-time")))
                .containsExactly("hello run-1 a done in … ms", "hello run-2 until ….", "hello run-1 in-time");
    }

    private List<String> printed(String... code) throws Exception {
        try (SnippetCompiler compiler = new SnippetCompiler(root)) {
            Path folder = Files.createTempDirectory(root, "classes");
            return new SnippetRunner(compiler, folder).run(new JavaBlock("page.md", 10, "", List.of(code)));
        }
    }

    private List<String> complaints(String context, String... code) throws IOException {
        try (SnippetCompiler compiler = new SnippetCompiler(root)) {
            return compiler.complaints(new JavaBlock("page.md", 10, context, List.of(code)));
        }
    }

    private void write(String file, String... lines) throws IOException {
        Files.write(root.resolve(file), List.of(lines));
    }
}
