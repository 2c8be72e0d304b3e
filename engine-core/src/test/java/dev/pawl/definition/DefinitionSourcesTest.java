package dev.pawl.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pawl.api.StepResult;
import dev.pawl.pipeline.Condition;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.PipelineBuilder;
import dev.pawl.pipeline.Retry;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where definitions come from, and what they may hold. */
class DefinitionSourcesTest {
    private static final String HELLO = "{\"name\": \"hello\", \"steps\": [{\"id\": \"a\", \"uses\": \"b\"}]}";

    @TempDir
    Path folder;

    @Test
    void aTextAFileAStreamAndATreeGiveTheSame() throws Exception {
        Path file = Files.writeString(folder.resolve("hello.json"), HELLO);
        Map<String, Object> tree = Map.of("name", "hello", "steps", List.of(Map.of("id", "a", "uses", "b")));

        String expected = Pipeline.named("hello").step("a", "b").build().fingerprint();

        assertThat(Definitions.read(HELLO).fingerprint()).isEqualTo(expected);
        assertThat(Definitions.read(file).fingerprint()).isEqualTo(expected);
        assertThat(Definitions.read(new ByteArrayInputStream(HELLO.getBytes(StandardCharsets.UTF_8)))
                        .fingerprint())
                .isEqualTo(expected);
        assertThat(Definitions.read(tree).fingerprint()).isEqualTo(expected);
        assertThat(Definitions.read(file, reader -> tree).fingerprint()).isEqualTo(expected);
    }

    @Test
    void aFileThatIsNotThereOrNoJsonIsToldByItsName() throws Exception {
        Path missing = folder.resolve("missing.json");
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\n  \"name\": hello\n}");

        assertThatThrownBy(() -> Definitions.read(missing))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessage(missing + " cannot be read, 1 problem:\n  " + missing + ": there is no such file");
        assertThatThrownBy(() -> Definitions.read(broken))
                .hasMessage(
                        broken + " cannot be read, 1 problem:\n  " + broken
                                + ":2:11: a value is an object, a list, a text in double quotes, a number, true, false or null");
        assertThatThrownBy(() -> Definitions.read(folder)).isInstanceOf(InvalidDefinitionException.class);
    }

    @Test
    void manyDefinitionsTellTheirProblemsTogether() {
        DefinitionReader reader = DefinitionReader.withoutTypes()
                .text("one", "{")
                .text("two", HELLO)
                .text("three", "{\"name\": \"x\"}");

        assertThatThrownBy(reader::pipelines)
                .hasMessage("of 3 definitions some cannot be read, 2 problems:\n"
                        + "  one:1:2: the text ends before the object that begins in line 1 is closed\n"
                        + "  three:1:1 $.steps: is missing: expected a list of one node or more");
    }

    @Test
    void aReaderOfAnotherFormatThatFailsIsToldByTheNameOfTheFile() throws Exception {
        Path file = Files.writeString(folder.resolve("hello.yaml"), "name: hello");

        assertThatThrownBy(() -> Definitions.read(file, reader -> {
                    throw new IllegalStateException("line 1: no YAML");
                }))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining(file + ": it cannot be read: java.lang.IllegalStateException: line 1: no YAML");
        assertThatThrownBy(() -> Definitions.read(file, reader -> null))
                .hasMessageContaining(file + " $: expected a pipeline as an object, found null");
    }

    @Test
    void whatAnotherReaderMadeIsHeldAgainstJson() {
        Map<Object, Object> settings = new LinkedHashMap<>();
        settings.put("when", new Date(0));
        settings.put(7, "seven");
        settings.put("share", Double.NaN);
        Map<String, Object> tree =
                Map.of("name", "x", "steps", List.of(Map.of("id", "a", "uses", "b", "with", settings)));

        InvalidDefinitionException e =
                catchThrowableOfType(InvalidDefinitionException.class, () -> Definitions.read(tree));

        assertThat(e.problems())
                .extracting(p -> p.path() + ": " + p.message())
                .containsExactly(
                        "$.steps[0].with.when: is a java.util.Date, which JSON cannot say: put it in quotes, as a text",
                        "$.steps[0].with: has the name 7, which is no text: put it in quotes",
                        "$.steps[0].with.share: is a java.lang.Double, which JSON cannot say: put it in quotes, as a text");
    }

    @Test
    void aTreeThatContainsItselfOrGrowsWithoutEndIsRefused() {
        List<Object> round = new ArrayList<>();
        round.add(round);
        List<Object> laughs = List.of("ha");
        for (int i = 0; i < 30; i++) {
            laughs = List.of(laughs, laughs, laughs);
        }
        Object many = laughs;

        assertThatThrownBy(() -> Definitions.read(Map.of("name", round)))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("is nested deeper than 500 levels, or contains itself");
        assertThatThrownBy(() -> Definitions.read(Map.of("name", many)))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("is one too many: a definition has at most 200000 values");
    }

    @Test
    void javaCodeIsWrittenToBeLookedAtAndRefusedInReading() {
        PipelineBuilder builder = Pipeline.named("code")
                .step(
                        "a",
                        context -> StepResult.done(),
                        s -> s.retry(Retry.times(2).onlyIf(e -> true)))
                .branch("b", ways -> ways.when("c", Condition.inline(values -> true), body -> body.step("d", "x")));

        String json = Definitions.write(builder.build());

        assertThat(json).contains("\"uses\": \"inline\"", "\"onlyIf\": \"inline\"", "\"when\": \"inline\"");
        assertThatThrownBy(() -> Definitions.read(json))
                .hasMessageStartingWith("the definition cannot be read, 3 problems:");
    }

    @Test
    void aPipelineThatIsTooLargeForADefinitionIsNotWritten() {
        PipelineBuilder builder = Pipeline.named("large");
        for (int i = 0; i < 100_000; i++) {
            builder.step("n" + i, "x");
        }
        Pipeline large = builder.build();

        assertThatThrownBy(() -> Definitions.write(large))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessage("pipeline 'large' cannot be written as a definition, 1 problem:\n"
                        + "  it has more than 200000 values: split it");
    }

    @Test
    void numbersKeepTheirValue() {
        for (Number number : List.of(
                0, -0.0, 1.5f, 1e10, 1e-10, Long.MIN_VALUE, new BigDecimal("2.50"), new BigDecimal("1e3"), (short) 3)) {
            Pipeline pipeline = Pipeline.named("n")
                    .step("a", "b", s -> s.with("number", number))
                    .build();

            assertThat(Definitions.read(Definitions.write(pipeline)).fingerprint())
                    .as("%s", number)
                    .isEqualTo(pipeline.fingerprint());
        }
    }

    /** The class that each names throws when it is initialised, or would do harm. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"@class\": \"CLASS\"}",
                "{\"@type\": \"CLASS\", \"value\": 1}",
                "[\"CLASS\", {\"autoCommit\": true}]",
                "[\"com.sun.rowset.JdbcRowSetImpl\", {\"dataSourceName\": \"rmi://localhost/x\"}]",
                "{\"@class\": \"java.net.URL\", \"val\": \"http://localhost\"}",
                "{\"CLASS\": {}}",
                "\"CLASS\"",
                "{\"class\": \"CLASS\", \"$type\": \"CLASS\"}",
                "[[\"java.util.ArrayList\", [[\"CLASS\", {}]]]]",
                "{\"javaClass\": \"CLASS\", \"@c\": \".Loaded\", \"@id\": 1}"
            })
    void namesOfClassesStayData(String value) {
        String settings = value.replace("CLASS", Trap.class.getName());
        Pipeline pipeline = Definitions.read("{\"name\":\"p\",\"steps\":[{\"id\":\"a\",\"uses\":\""
                + Trap.class.getName() + "\",\"with\":{\"v\":" + settings + "}}]}");

        Map<?, ?> step = (Map<?, ?>) ((List<?>) pipeline.shape().get("steps")).get(0);
        assertThat(((Map<?, ?>) step.get("with")).get("v")).isEqualTo(dev.pawl.json.JsonDocuments.read(settings));
        assertThat(TRAPS).isEmpty();
    }

    private static final Map<String, String> TRAPS = new HashMap<>();

    /** Says so when it is initialised. */
    static final class Trap {
        static {
            TRAPS.put("loaded", "yes");
        }

        private Trap() {}
    }

    /** Of another name, so that the first one stays set. */
    static final class OpenTrap {
        static {
            TRAPS.put("loaded", "yes");
        }

        private OpenTrap() {}
    }

    @Test
    void aTrapThatIsSteppedOnIsSeen() throws Exception {
        assertThat(TRAPS).isEmpty();
        Class.forName(OpenTrap.class.getName());

        assertThat(TRAPS).containsOnlyKeys("loaded");
        TRAPS.clear();
    }

    @Test
    void theSchemaInTheJarIsTheOneOfTheFormat() throws Exception {
        try (InputStream resource =
                Definitions.class.getResourceAsStream("/dev/pawl/definition/pipeline.schema.json")) {
            assertThat(new String(resource.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(Definitions.schema());
        }
    }
}
