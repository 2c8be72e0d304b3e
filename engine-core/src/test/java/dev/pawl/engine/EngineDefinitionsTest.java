package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.definition.InvalidDefinitionException;
import dev.pawl.registry.Setting;
import dev.pawl.registry.StepType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine runs the pipelines of definitions, and refuses to be built with ones that are wrong. */
class EngineDefinitionsTest {
    private static final Key<String> NAME = Key.of("name", String.class);
    private static final Key<String> GREETING = Key.of("greeting", String.class);

    record Greeting(
            @Setting("what is said first") String word,
            @Setting("who is greeted") String name) {}

    private static final StepType GREET = StepType.of("greet", Greeting.class, settings -> context -> {
                context.put(GREETING, settings.word() + ", " + settings.name());
                return StepResult.done();
            })
            .describedAs("Greets somebody.")
            .alias("say-hello");

    private static final String HELLO = """
            {
              "name": "hello",
              "inputs": [{"name": "name", "type": "string", "required": true}],
              "steps": [
                {"id": "greet", "uses": "say-hello", "with": {"word": "Hello", "name": {"from": "name"}}}
              ]
            }
            """;

    @TempDir
    Path folder;

    @Test
    void aDefinitionRunsLikeAPipeline() throws Exception {
        Path twice = Files.writeString(folder.resolve("twice.json"), """
                {"name": "twice", "steps": [
                  {"id": "one", "kind": "sub", "pipeline": "hello", "with": {"name": "Ada"}},
                  {"id": "two", "kind": "sub", "pipeline": "hello", "with": {"name": "Alan"}}]}
                """);
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .stepType(GREET)
                .definition(twice)
                .definition(HELLO)
                .build()) {
            assertThat(engine.submit("hello", NAME.is("Ada")).await().get(GREETING))
                    .isEqualTo("Hello, Ada");
            assertThat(engine.submit("twice", Inputs.none()).await().get(GREETING))
                    .isEqualTo("Hello, Alan");
        }
    }

    @Test
    void aDefinitionOfAnotherFormatIsReadByTheHost() throws Exception {
        Path file = Files.writeString(folder.resolve("hello.list"), "hello greet");
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .stepType(GREET)
                .definition(
                        file,
                        reader -> Map.of(
                                "name",
                                "hello",
                                "steps",
                                List.of(Map.of(
                                        "id", "a", "uses", "greet", "with", Map.of("word", "Hi", "name", "Bob")))))
                .build()) {
            assertThat(engine.submit("hello", Inputs.none()).await().get(GREETING))
                    .isEqualTo("Hi, Bob");
        }
    }

    @Test
    void allThatIsWrongWithAllDefinitionsIsToldWhenTheEngineIsBuilt() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.json"), """
                {
                  "name": "bad",
                  "steps": [
                    {"id": "a", "uses": "great"},
                    {"id": "b", "uses": "greet", "with": {"wort": "Hi", "name": 5}, "weight": 0},
                    {"id": "c", "uses": "x", "fallback": {"uses": "say-hallo"}}
                  ]
                }
                """);
        EngineBuilder builder = WorkflowEngine.builder()
                .stepType(GREET)
                .definition(HELLO)
                .definition(file)
                .definition("{");

        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessage("""
                of 3 definitions some cannot be read, 8 problems:
                  FILE:4:17 $.steps[0].uses: step type 'great' is not registered: did you mean 'greet'?
                  FILE:5:34 $.steps[1].with.word: is missing; give a text: what is said first
                  FILE:5:43 $.steps[1].with.wort: is not known: did you mean 'word'?
                  FILE:5:57 $.steps[1].with.name: is the number 5 instead of a text
                  FILE:5:69 $.steps[1].weight: expected a whole number from 1 to 1000000, found 0
                  FILE:6:17 $.steps[2].uses: step type 'x' is not registered: registered are [greet]
                  FILE:6:43 $.steps[2].fallback.uses: step type 'say-hallo' is not registered: did you mean 'say-hello'?
                  definition 3:1:2: the text ends before the object that begins in line 1 is closed""".replace("FILE", file.toString()));
    }

    @Test
    void aNameTwiceIsRefused() {
        EngineBuilder builder =
                WorkflowEngine.builder().stepType(GREET).definition(HELLO).definition(HELLO);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pipeline 'hello' is registered twice in version 1");
    }

    @Test
    void theSchemaOfAnEngineKnowsItsStepTypes() {
        try (WorkflowEngine engine = WorkflowEngine.builder().stepType(GREET).build()) {
            assertThat(engine.schema())
                    .contains("\"enum\": [\"greet\", \"say-hello\"]")
                    .contains("{\"const\": \"greet\", \"description\": \"Greets somebody.\"}")
                    .contains("\"description\": \"what is said first\"");
        }
    }
}
