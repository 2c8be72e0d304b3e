package dev.pawl.pipeline;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.pipeline.InvalidPipelineException.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ValidationTest {
    private static final Step NOTHING = context -> StepResult.done();

    @Test
    void allProblemsAreToldAtOnceEachWithItsPath() {
        PipelineBuilder builder = Pipeline.named("publish")
                .step("a b", NOTHING)
                .step("same", NOTHING)
                .step("same", NOTHING)
                .parallel(
                        "both",
                        Join.atLeast(3),
                        p -> p.branch("x", b -> b.step("ok", NOTHING)).branch("y", b -> b.step("bad/id", NOTHING)))
                .loopUntil("poll", Condition.exists("same.x"), 0, b -> b.step("ask", NOTHING))
                .forEach("each", "same.list", Key.of("item", String.class), each -> {})
                .step("undo", NOTHING, s -> s.pure().compensate(NOTHING));

        InvalidPipelineException invalid = catchThrowableOfType(InvalidPipelineException.class, builder::build);

        assertThat(invalid.pipeline()).isEqualTo("publish");
        assertThat(invalid.problems())
                .containsExactly(
                        new Problem("'a b'", "id 'a b' is not 1 to 64 of A-Z, a-z, 0-9, _ and -"),
                        new Problem("both/y/'bad/id'", "id 'bad/id' is not 1 to 64 of A-Z, a-z, 0-9, _ and -"),
                        new Problem("both", "join waits for at least 3 of 2 branches: ask for fewer"),
                        new Problem("poll", "atMost is 0, not from 1 to 1000000"),
                        new Problem("same", "the id 'same' stands twice here: use another id"),
                        new Problem("each", "has no steps: add at least one"),
                        new Problem(
                                "undo",
                                "is pure and has a compensation: it leaves nothing to undo, so take either away"));
    }

    @Test
    void theMessageHasAllProblemsInOneLine() {
        InvalidPipelineException invalid = catchThrowableOfType(
                InvalidPipelineException.class, () -> Pipeline.named("a\nb").build());

        assertThat(invalid)
                .hasMessage("pipeline 'a\\u000ab' cannot be built, 1 problem: "
                        + "its name is not 1 to 64 of A-Z, a-z, 0-9, _ and -");
        assertThat(problems(Pipeline.named("p"))).containsExactly("it has no steps: add at least one");
    }

    @Test
    void manyProblemsAreCountedAndTheFirstTold() {
        PipelineBuilder builder = Pipeline.named("p");
        for (int i = 0; i < 150; i++) {
            builder.step("not good", NOTHING);
        }

        InvalidPipelineException invalid = catchThrowableOfType(InvalidPipelineException.class, builder::build);

        assertThat(invalid.problems()).hasSize(Limits.PROBLEMS);
        assertThat(invalid).hasMessageContaining("150 problems").hasMessageEndingWith("; and 50 more");
    }

    @Test
    void casesAndBranchesNeedIdsOfTheirOwn() {
        assertThat(problems(Pipeline.named("p")
                        .parallel(
                                "both",
                                p -> p.branch("x", b -> b.step("a", NOTHING)).branch("x", b -> b.step("a", NOTHING)))
                        .branch(
                                "how",
                                c -> c.when("otherwise", values -> true, b -> b.step("a", NOTHING))
                                        .when("x", values -> true, b -> b.step("a", NOTHING))
                                        .otherwise(b -> {})
                                        .otherwise(b -> b.step("a", NOTHING)))))
                .containsExactly(
                        "how/otherwise: case id 'otherwise' is kept for the way without a condition: use another",
                        "how/otherwise: stands twice: join the two",
                        "both/x: stands twice in 'both': use another id");
    }

    @Test
    void containersThatHoldNothingAreRefused() {
        assertThat(problems(Pipeline.named("p")
                        .parallel("both", p -> {})
                        .branch("how", c -> {})
                        .branch("or", c -> c.when("x", values -> true, b -> {}))
                        .loopWhile("again", Condition.exists("x"), 1, b -> {})))
                .containsExactly(
                        "both: number of branches is 0, not from 1 to 10000",
                        "how: branch has no case: give at least one",
                        "or/x: has no steps: add at least one",
                        "again: has no steps: add at least one");
    }

    @Test
    void policiesThatContradictEachOtherAreRefused() {
        assertThat(problems(Pipeline.named("p")
                        .step("pay", NOTHING, s -> s.externalOnce().retry(3))
                        .step(
                                "ship",
                                NOTHING,
                                s -> s.compensate(NOTHING, c -> c.externalOnce().retry(2)))
                        .step("chain", NOTHING, s -> s.fallback(NOTHING, f -> f.fallback("x")))
                        .step(
                                "fine",
                                NOTHING,
                                s -> s.externalOnce().retry(Retry.times(2).onlyIf(e -> false)))
                        .lastly("end", NOTHING, s -> s.compensate("x"))))
                .containsExactly(
                        "pay: is external-once and tried 3 times: say by onlyIf after which failures that does no harm",
                        "ship: compensation is external-once and tried 2 times:"
                                + " say by onlyIf after which failures that does no harm",
                        "chain: fallback has a fallback or a compensation of its own: take it away",
                        "end: runs at the end and has a compensation, which nothing would call: take it away");
    }

    @Test
    void waitsThatMakeNoSenseAreRefused() {
        assertThat(problems(Pipeline.named("p")
                        .approval("a", a -> a.expires(ofSeconds(1), "maybe"))
                        .signal("b", s -> s.role("editor"))
                        .add(new SleepNode("c", Optional.of(ofSeconds(1)), Optional.empty()))
                        .signal("d", s -> s.expires(ofSeconds(0)))))
                .containsExactly(
                        "a: default outcome 'maybe' of an approval is neither approved nor rejected",
                        "b: signal has roles or goes on when rejected: make it an approval",
                        "d: expiry is PT0S, not longer than nothing");
    }

    @Test
    void oneNameHasOneTypeEverywhere() {
        Key<Integer> count = Key.of("count", Integer.class);
        Key<Long> other = Key.of("count", Long.class);
        Key<String> text = Key.of("text", String.class);
        Key<String> secret = text.secret();
        Pipeline inner = Pipeline.named("inner").input(other).step("x", "y").build();

        assertThat(problems(Pipeline.named("p")
                        .input(count)
                        .step("a", text, other, string -> 1L)
                        .forEach("each", "count", Key.of("count", int.class), e -> e.step("b", NOTHING))
                        .signal("go", w -> w.into(secret))
                        .sub("in", inner)))
                .containsExactly(
                        "a: key 'count' is java.lang.Long here and java.lang.Integer at inputs:"
                                + " use one type, or another name",
                        "go: key 'text' is java.lang.String and secret here and java.lang.String at a:"
                                + " use one type, or another name",
                        "in: key 'count' is java.lang.Long here and java.lang.Integer at inputs:"
                                + " use one type, or another name");
    }

    @Test
    void inputsAreCheckedLikeEverythingElse() {
        assertThat(problems(Pipeline.named("p")
                        .input(Key.of("uri", java.net.URI.class), java.net.URI.create("x:y"))
                        .input(Key.of("twice", String.class))
                        .optionalInput(Key.of("twice", String.class))
                        .step("a", NOTHING)))
                .containsExactly(
                        "inputs.uri: the default of input 'uri' is of the type java.net.URI:"
                                + " use maps, lists, texts, numbers and booleans only",
                        "inputs.twice: is declared twice: keep one");
    }

    @Test
    void settingsOfASubPipelineMustBeItsInputs() {
        Pipeline inner = Pipeline.named("inner")
                .input(Key.of("page", String.class))
                .step("x", "y")
                .build();

        assertThat(problems(Pipeline.named("p").sub("in", inner, s -> s.with("pgae", 1))))
                .containsExactly("in: gives 'pgae', which is no input of 'inner': did you mean 'page'?");
        assertThat(problems(Pipeline.named("p").sub("in", inner, s -> s.version(2))))
                .containsExactly(
                        "in: version 2 is asked for, but the pipeline given is version 1: leave the version out");
        assertThatCode(() -> new SubPipelineNode("in", "inner", OptionalInt.of(1), Map.of(), Optional.of(inner)))
                .doesNotThrowAnyException();
    }

    @Test
    void settingsThatCannotBeStoredAreProblemsOfTheirStep() {
        assertThat(problems(Pipeline.named("p")
                        .step("a", "x", s -> s.with("thread", Thread.currentThread()))
                        .step("b", "x", s -> s.with("page", Map.of("from", "site..url")))
                        .step("c", " ")))
                .containsExactly(
                        "a: the value at 'thread' of the settings is of the type java.lang.Thread:"
                                + " use maps, lists, texts, numbers and booleans only",
                        "b: reference 'site..url' is not of the form step-or-key.name[0]:"
                                + " it goes wrong at character 5",
                        "c: step type ' ' is not 1 to 256 characters long");
    }

    private static List<String> problems(PipelineBuilder builder) {
        InvalidPipelineException invalid = catchThrowableOfType(InvalidPipelineException.class, builder::build);
        return invalid == null
                ? List.of()
                : invalid.problems().stream().map(Problem::toString).toList();
    }
}
