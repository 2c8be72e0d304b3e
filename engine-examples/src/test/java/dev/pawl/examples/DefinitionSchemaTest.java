package dev.pawl.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.StepResult;
import dev.pawl.definition.Definitions;
import dev.pawl.definition.InvalidDefinitionException;
import dev.pawl.engine.EngineBuilder;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.registry.Setting;
import dev.pawl.registry.StepType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema and the reader say the same of definitions, as far as a schema can say it. */
class DefinitionSchemaTest {
    private static final SchemaOfDefinitions SCHEMA = SchemaOfDefinitions.of(Definitions.schema());
    private static final int SEEDS = 400;
    private static final int MUTANTS = 4_000;

    enum Size {
        SMALL,
        VERY_LARGE
    }

    record Page(String url, Optional<Integer> number) {}

    record Mail(
            @Setting("who gets it") String to,
            @Setting(value = "how often", orElse = "1") int times,
            Optional<Duration> pause,
            Optional<Size> size,
            Optional<Double> share,
            Optional<Boolean> urgent,
            Optional<List<Page>> pages,
            Optional<Map<String, String>> headers,
            Optional<Object> rest) {}

    private static final StepType MAIL = StepType.of("mail.send", Mail.class, mail -> context -> StepResult.done())
            .describedAs("Sends a mail.")
            .alias("send-mail");
    private static final StepType ANY = StepType.ofTree("any", settings -> context -> StepResult.done());
    private static final StepType PLAIN = StepType.of("plain", context -> StepResult.done());

    @TempDir
    Path folder;

    @Test
    void theSchemasAreSchemas() {
        SchemaOfDefinitions schemas = SchemaOfDefinitions.ofSchemas();

        assertThat(schemas.complaints(Definitions.schema())).isEmpty();
        assertThat(schemas.complaints(Definitions.schema(List.of()))).isEmpty();
        assertThat(schemas.complaints(Definitions.schema(List.of(MAIL, ANY, PLAIN))))
                .isEmpty();
        assertThat(schemas.complaints(Definitions.schema().replace("\"object\"", "\"objekt\"")))
                .isNotEmpty();
    }

    @Test
    void whatIsWrittenFitsTheSchema() {
        Set<String> words = new TreeSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            String json = WrittenDefinitions.text(WrittenDefinitions.of(seed));

            assertThat(SCHEMA.complaints(json)).as("seed %d", seed).isEmpty();
            json.lines()
                    .filter(line -> line.contains("\"kind\""))
                    .forEach(line -> words.add(line.replaceAll(".*\"kind\": \"([a-z-]+)\".*", "$1")));
        }

        assertThat(words)
                .containsExactly("approval", "branch", "for-each", "loop", "parallel", "signal", "sleep", "sub");
    }

    static List<String> badDefinitions() throws Exception {
        return BadDefinitions.all();
    }

    @ParameterizedTest
    @MethodSource("badDefinitions")
    void whatIsWrongIsRefusedByBoth(String json) {
        assertThat(SCHEMA.complaints(json)).isNotEmpty();
        assertThatThrownBy(() -> Definitions.read(json)).isInstanceOf(InvalidDefinitionException.class);
    }

    @Test
    void thereAreManyWaysToBeWrong() throws Exception {
        assertThat(BadDefinitions.all()).doesNotHaveDuplicates().hasSizeGreaterThan(40);
    }

    @Test
    void whatTheReaderTakesFitsTheSchema() {
        int read = 0;
        int refused = 0;
        int refusedByBoth = 0;
        for (int i = 0; i < MUTANTS; i++) {
            Map<String, Object> mutant = Mutation.of(WrittenDefinitions.of(i % SEEDS), new Random(i));
            String json = Mutation.json(mutant);
            boolean fits = SCHEMA.complaints(json).isEmpty();
            try {
                Definitions.read(json);
                read++;
                assertThat(fits).as("mutant %d: %s", i, json).isTrue();
            } catch (InvalidDefinitionException e) {
                refused++;
                refusedByBoth += fits ? 0 : 1;
            }
        }

        assertThat(read).as("mutants that are read").isGreaterThan(MUTANTS / 20);
        assertThat(refusedByBoth)
                .as("of %d that are refused, those that the schema refuses too", refused)
                .isGreaterThan(refused / 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'uses':'mail.send','with':{'to':'ada','times':2,'pause':'90s','size':'very-large','share':0.5,'urgent':true}",
                "'uses':'send-mail','with':{'to':'ada','pages':[{'url':'x','number':1},{'url':{'from':'page.url'}}],'headers':{'a':'b','c':{'from':'d'}}}",
                "'uses':'mail.send','with':{'to':{'from':'q.b'},'times':{'from':'n'},'pause':{'from':'p'},'size':{'from':'s'},'pages':{'from':'x'},'headers':{'from':'h'},'rest':{'from':'r'}}",
                "'uses':'mail.send','with':{'to':'ada','rest':{'deep':[1,{'from':'r'},{'a':null_}]}}",
                "'uses':'any','with':{'whatever':[1,2,{'a':'b'}]}",
                "'uses':'any'",
                "'uses':'plain'",
                "'uses':'plain','with':{}",
                "'uses':'plain','fallback':{'uses':'mail.send','with':{'to':'bob'}}"
            })
    void settingsThatFitAreTakenByBoth(String step) throws Exception {
        assertThat(bothTake(step.replace("null_", "0"))).containsExactly(true, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'uses':'mail.sned','with':{'to':'ada'}",
                "'uses':'mail.send'",
                "'uses':'mail.send','with':{}",
                "'uses':'mail.send','with':{'to':5}",
                "'uses':'mail.send','with':{'to':'ada','tos':'bob'}",
                "'uses':'mail.send','with':{'to':'ada','times':'two'}",
                "'uses':'mail.send','with':{'to':'ada','times':1.5}",
                "'uses':'mail.send','with':{'to':'ada','pause':'soon'}",
                "'uses':'mail.send','with':{'to':'ada','size':'LARGE'}",
                "'uses':'mail.send','with':{'to':'ada','share':'half'}",
                "'uses':'mail.send','with':{'to':'ada','urgent':'yes'}",
                "'uses':'mail.send','with':{'to':'ada','pages':{'url':'x'}}",
                "'uses':'mail.send','with':{'to':'ada','pages':[{'number':1}]}",
                "'uses':'mail.send','with':{'to':'ada','pages':[{'url':'x','nr':1}]}",
                "'uses':'mail.send','with':{'to':'ada','headers':{'a':1}}",
                "'uses':'mail.send','with':{'to':{'from':'not a reference'}}",
                "'uses':'mail.send','with':{'to':'ada','rest':null}",
                "'uses':'plain','with':{'a':1}",
                "'uses':'plain','fallback':{'uses':'mail.send'}",
                "'uses':'plain','compensate':{'uses':'nothing'}"
            })
    void settingsThatDoNotFitAreRefusedByBoth(String step) throws Exception {
        assertThat(bothTake(step)).containsExactly(false, false);
    }

    /** Whether the engine's schema takes a step, and whether the engine does. */
    private List<Boolean> bothTake(String step) throws Exception {
        String json = ("{'name':'p','steps':[{'id':'a'," + step + "}]}").replace('\'', '"');
        Path file = Files.writeString(folder.resolve("p.json"), json);
        boolean fits;
        try (WorkflowEngine engine = builder().build()) {
            fits = SchemaOfDefinitions.of(engine.schema()).complaints(json).isEmpty();
        }
        try {
            builder().definition(file).build().close();
            return List.of(fits, true);
        } catch (InvalidDefinitionException e) {
            return List.of(fits, false);
        }
    }

    private static EngineBuilder builder() {
        return WorkflowEngine.builder().stepType(MAIL).stepType(ANY).stepType(PLAIN);
    }
}
