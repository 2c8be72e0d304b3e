package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.api.Values;
import dev.pawl.pipeline.Pipeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The items of a for-each in a run on the caller's thread. */
class InlineItemsTest {
    private static final Key<String> NAME = Key.of("name", String.class);
    private static final Key<Integer> A = Key.of("a", Integer.class);
    private static final Key<Integer> INDEX = Key.of("index", Integer.class);
    private static final Key<List<String>> NAMES = Key.listOf("names", String.class);
    private static final Key<List<String>> GREETINGS = Key.listOf("greetings", String.class);
    private static final Key<String> GREETING = Key.of("greeting", String.class);
    private static final Step DONE = context -> StepResult.done();

    private final Told told = new Told();

    @Test
    void eachItemHasAScopeOfItsOwnAndIsCollected() {
        Pipeline pipeline = Pipeline.named("p")
                .forEach(
                        "each",
                        NAMES,
                        NAME,
                        i -> i.index(INDEX).collect(GREETING, GREETINGS).step("greet", c -> {
                            c.put(GREETING, c.get(INDEX) + " " + c.get(NAME));
                            return StepResult.done();
                        }))
                .build();

        Values values = run(pipeline, NAMES.is(List.of("Ada", "Bob")));

        assertThat(values.get(GREETINGS)).containsExactly("0 Ada", "1 Bob");
        assertThat(values.result("each"))
                .isEqualTo(List.of(
                        Map.of("index", 0, "outcome", "done", "value", "0 Ada"),
                        Map.of("index", 1, "outcome", "done", "value", "1 Bob")));
        assertThat(values.find(GREETING)).isEmpty();
        assertThat(values.find(NAME)).isEmpty();
        assertThat(told.inside())
                .containsExactly(
                        "items each 2",
                        "start each[0]/greet",
                        "DONE each[0]/greet",
                        "flow each[0] DONE",
                        "start each[1]/greet",
                        "DONE each[1]/greet",
                        "flow each[1] DONE",
                        "join each 2/2 []");
    }

    @Test
    void whatAnItemIsGivenIsNotWhatItPut() {
        Pipeline pipeline = Pipeline.named("p")
                .forEach(
                        "each",
                        NAMES,
                        NAME,
                        i -> i.collect(NAME).step("s", c -> {
                            if (c.get(NAME).equals("Ada")) {
                                c.put(NAME, "Ada!");
                            }
                            return StepResult.done();
                        }))
                .build();

        assertThat(run(pipeline, NAMES.is(List.of("Ada", "Bob"))).result("each"))
                .isEqualTo(List.of(
                        Map.of("index", 0, "outcome", "done", "value", "Ada!"), Map.of("index", 1, "outcome", "done")));
    }

    @Test
    void afterAFailedAttemptAnItemSeesAgainWhatIsAroundIt() {
        Pipeline pipeline = Pipeline.named("p")
                .forEach(
                        "each",
                        NAMES,
                        NAME,
                        i -> i.step(
                                        "s",
                                        c -> {
                                            if (c.attempt() == 1) {
                                                c.put(GREETING, "lost");
                                                throw new IOException("once");
                                            }
                                            return StepResult.done("", c.get(GREETING));
                                        },
                                        s -> s.retry(2))
                                .collect(GREETING))
                .step("look", c -> StepResult.done("", c.get(GREETING)))
                .build();

        Values values = run(pipeline, NAMES.is(List.of("Ada")), GREETING.is("Hi"));

        assertThat(values.result("each")).isEqualTo(List.of(Map.of("index", 0, "outcome", "done")));
        assertThat(told.inside()).contains("DONE each[0]/s #2");
    }

    @Test
    void asManyItemsMayFailAsAreSaid() {
        Pipeline pipeline = Pipeline.named("p")
                .forEach(
                        "each",
                        NAMES,
                        NAME,
                        i -> i.maxFailures(1)
                                .collect(GREETING, GREETINGS)
                                .step("reserve", DONE, s -> s.compensate(DONE))
                                .step("greet", InlineItemsTest::greetUnlessBob))
                .build();

        Values values = run(pipeline, NAMES.is(List.of("Bob", "Ada", "Eve")));

        assertThat(values.get(GREETINGS)).containsExactly("Hi Ada");
        assertThat(values.result("each"))
                .isEqualTo(List.of(
                        Map.of("index", 0, "outcome", "failed", "error", "IOException: Bob"),
                        Map.of("index", 1, "outcome", "done", "value", "Hi Ada"),
                        Map.of("index", 2, "outcome", "done")));
        assertThat(told.inside().subList(0, 9))
                .containsExactly(
                        "items each 3",
                        "start each[0]/reserve",
                        "DONE each[0]/reserve",
                        "start each[0]/greet",
                        "fail each[0]/greet: IOException: Bob",
                        "start each[0]/reserve/undo",
                        "DONE each[0]/reserve/undo",
                        "flow each[0] FAILED at each[0]/greet: IOException: Bob",
                        "start each[1]/reserve");
        assertThat(told.inside()).endsWith("join each 2/3 []");
    }

    @Test
    void oneFailedItemTooManyFailsTheForEachWithTheLastFailure() {
        Pipeline pipeline = Pipeline.named("p")
                .forEach("each", NAMES, NAME, i -> i.maxFailures(1).step("greet", InlineItemsTest::greetUnlessBob))
                .build();

        assertThatThrownBy(() -> run(pipeline, NAMES.is(List.of("Bob", "Bob", "Ada"))))
                .hasRootCauseMessage("Bob");

        assertThat(told.inside()).endsWith("flow each[1] FAILED at each[1]/greet: IOException: Bob");
        assertThat(told.last()).isEqualTo("FAILED at each[1]/greet: IOException: Bob");
    }

    @Test
    void anEmptyListHasNoItems() {
        Pipeline pipeline = Pipeline.named("p")
                .forEach(
                        "each", NAMES, NAME, i -> i.collect(GREETING, GREETINGS).step("greet", failing("never")))
                .build();

        Values values = run(pipeline, NAMES.is(List.of()));

        assertThat(values.result("each")).isEqualTo(List.of());
        assertThat(values.get(GREETINGS)).isEmpty();
        assertThat(told.inside()).containsExactly("items each 0", "join each 0/0 []");
    }

    @Test
    void aListThatIsNoneFailsTheForEach() {
        Pipeline pipeline = Pipeline.named("p")
                .forEach("each", "name", GREETING, i -> i.step("s", DONE))
                .build();

        assertThatThrownBy(() -> run(pipeline, NAME.is("Ada"))).hasNoCause();
        assertThat(told.inside()).containsExactly("fail each: unfit: there is no list but a text at 'name'");
        assertThatThrownBy(() -> run(pipeline)).hasMessageEndingWith("at step 'each': there is nothing at 'name'");
    }

    @Test
    void anItemThatDoesNotFitItsKeyFailsTheForEach() {
        Pipeline pipeline = Pipeline.named("p")
                .forEach("each", "names", A, i -> i.step("s", DONE))
                .build();

        assertThatThrownBy(() -> run(pipeline, NAMES.is(List.of("x"))))
                .hasMessageEndingWith("'names[0]' is a String instead of java.lang.Integer");
        assertThatThrownBy(() -> run(pipeline, NAMES.is(Arrays.asList("x", null).subList(1, 2))))
                .hasMessageEndingWith("'names[0]' is null instead of java.lang.Integer");
    }

    @Test
    void theItemsAreThoseThatThereWereAtTheBeginning() {
        List<String> list = new ArrayList<>(List.of("a", "b"));
        Pipeline pipeline = Pipeline.named("p")
                .forEach(
                        "each",
                        NAMES,
                        NAME,
                        i -> i.step("s", c -> {
                            list.add("more");
                            return StepResult.done();
                        }))
                .build();

        run(pipeline, NAMES.is(list));

        assertThat(told.inside()).startsWith("items each 2").endsWith("join each 2/2 []");
    }

    private static StepResult greetUnlessBob(dev.pawl.api.WorkflowContext context) throws IOException {
        String name = context.get(NAME);
        if (name.equals("Bob")) {
            throw new IOException(name);
        }
        if (!name.equals("Eve")) {
            context.put(GREETING, "Hi " + name);
        }
        return StepResult.done();
    }

    private static Step failing(String message) {
        return context -> {
            throw new IOException(message);
        };
    }

    private Values run(Pipeline pipeline, Key.Value<?>... inputs) {
        try (WorkflowEngine engine = WorkflowEngine.builder().listener(told).build()) {
            return engine.run(pipeline, dev.pawl.api.Inputs.of(inputs));
        }
    }
}
