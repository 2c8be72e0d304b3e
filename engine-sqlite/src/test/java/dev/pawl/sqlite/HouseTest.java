package dev.pawl.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What this module may use: the contracts of the engine, JDBC and a logger. It sees no JSON library. */
class HouseTest {
    private static final Pattern ALLOWED = Pattern.compile(
            "dev\\.pawl\\.(api|pipeline|event|store|sqlite)|java\\..+|javax\\.sql(\\..+)?|org\\.sqlite(\\..+)?|org\\.slf4j(\\..+)?");
    private static final Pattern IMPORTED =
            Pattern.compile("(?m)^import\\s+(?:static\\s+)?((?:[a-z_][a-z0-9_]*\\.)*[a-z_][a-z0-9_]*)\\.");
    private static final Pattern MENTIONED = Pattern.compile("(?<![\\w.])(dev\\.pawl(?:\\.[a-z][a-z0-9_]*)+)(?!\\w)");
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\.)*\"");
    private static final Pattern EDGE = Pattern.compile("(?m)^\\s+(dev\\.pawl\\S*)\\s+->\\s+(\\S+)\\s");

    @Test
    void sourcesUseOnlyWhatIsBelow() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> found = Files.walk(Path.of("src/main/java"))) {
            for (Path file : found.filter(HouseTest::isInAPackage).toList()) {
                used.addAll(namedIn(Files.readString(file)));
            }
        }

        assertThat(forbidden(used)).isEmpty();
    }

    @Test
    void classesUseOnlyWhatIsBelow() {
        Set<String> used = usedByClasses(Path.of("target/classes/dev"));

        assertThat(used).contains("java.lang");
        assertThat(forbidden(used)).isEmpty();
    }

    @Test
    void whatIsNotAllowedIsFound() {
        String source = """
                import com.fasterxml.jackson.core.JsonFactory;
                import dev.pawl.store.Mail;
                import static dev.pawl.engine.WorkflowEngine.open;
                /** Like {@link dev.pawl.memory.MemoryRepository}. */
                class X { String name = "dev.pawl.json.Codec"; }
                """;

        assertThat(forbidden(namedIn(source)))
                .containsExactly("com.fasterxml.jackson.core", "dev.pawl.engine", "dev.pawl.memory");
        assertThat(forbidden(List.of("dev.pawl.storeroom", "dev.pawl.api", "java.sql", "org.sqlite.core")))
                .containsExactly("dev.pawl.storeroom");
    }

    @Test
    void classesAreReallyRead() {
        assertThat(forbidden(usedByClasses(Path.of("target/test-classes/dev")))).contains("org.assertj.core.api");
    }

    private static List<String> forbidden(Collection<String> used) {
        return used.stream().filter(name -> !ALLOWED.matcher(name).matches()).toList();
    }

    private static boolean isInAPackage(Path file) {
        return file.toString().endsWith(".java") && !file.endsWith("module-info.java");
    }

    private static Set<String> namedIn(String source) {
        Set<String> names = new TreeSet<>();
        String code = STRING.matcher(source).replaceAll("");
        for (Pattern pattern : List.of(IMPORTED, MENTIONED)) {
            pattern.matcher(code).results().forEach(named -> names.add(named.group(1)));
        }
        return names;
    }

    private static Set<String> usedByClasses(Path folder) {
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out);
        int status = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(printer, printer, "-verbose:package", folder.toString());
        printer.flush();
        assertThat(status).as(out.toString()).isZero();
        Set<String> names = new TreeSet<>();
        for (MatchResult edge : EDGE.matcher(out.toString()).results().toList()) {
            names.add(edge.group(2));
        }
        return names;
    }
}
