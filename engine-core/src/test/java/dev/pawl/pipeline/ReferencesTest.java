package dev.pawl.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pawl.api.Key;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ReferencesTest {
    private static final Key<String> NAME = Key.of("name", String.class);
    private static final Key<String> GREETING = Key.of("greeting", String.class);
    private static final Key<List<String>> PAGES = Key.listOf("pages", String.class);
    private static final Key<String> PAGE = Key.of("page", String.class);

    @Test
    void anEarlierStepMayBeReferredTo() {
        accepted(closed().step("a", "x").step("b", "x", from("a.url")).lastly("c", "x", from("b")));
        accepted(closed().parallel("p", p -> p.branch("l", l -> l.step("a", "x")))
                .step("b", "x", from("a")));
        accepted(closed().step("a", "x").parallel("p", p -> p.branch("l", l -> l.step("b", "x", from("a")))));
    }

    @Test
    void aLaterStepMayNot() {
        refused(closed().step("b", "x", from("a.url")).step("a", "x"), "b", "a.url", "a");
        refused(closed().step("a", "x", from("a")), "a", "a", "a");
    }

    @Test
    void branchesDoNotSeeEachOther() {
        refused(
                closed().parallel(
                                "p",
                                p -> p.branch("l", l -> l.step("a", "x"))
                                        .branch("r", r -> r.step("b", "x", from("a")))),
                "p/r/b",
                "a",
                "p/l/a");
        refused(
                closed().branch(
                                "how",
                                c -> c.when("l", v -> true, l -> l.step("a", "x"))
                                        .otherwise(o -> o.step("b", "x", from("a")))),
                "how/otherwise/b",
                "a",
                "how/l/a");
    }

    @Test
    void whatIsInsideAForEachStaysThere() {
        refused(
                closed().forEach("each", PAGES, PAGE, e -> e.step("a", "x")).step("b", "x", from("a")),
                "b",
                "a",
                "each/a");
        accepted(closed().forEach(
                        "each", PAGES, PAGE, e -> e.step("a", "x", from("page")).step("b", "x", from("a")))
                .step("c", "x", from("each[0].value")));
    }

    @Test
    void aRoundOfALoopSeesTheRoundBefore() {
        accepted(closed().loopWhile(
                        "again",
                        Condition.exists("b"),
                        9,
                        l -> l.step("a", "x", from("b")).step("b", "x")));
        accepted(closed().loopUntil("again", Condition.exists("b"), 9, l -> l.step("b", "x")));
        refused(
                closed().loopUntil("again", Condition.exists("c"), 9, l -> l.step("b", "x"))
                        .step("c", "x"),
                "again",
                "c",
                "c");
    }

    @Test
    void aCompensationMayReferToItsOwnStep() {
        accepted(closed().step("a", "x", s -> s.compensate("undo", c -> c.with("id", Reference.of("a.id")))));
        refused(
                closed().step("a", "x", s -> s.fallback("y", f -> f.with("id", Reference.of("a.id")))),
                "a",
                "a.id",
                "a");
    }

    @Test
    void anUnknownNameIsRefusedWhereAllNamesAreKnown() {
        assertThat(problems(closed().step("greet", NAME, GREETING, n -> n).step("b", "x", from("greting"))))
                .containsExactly("b: refers to 'greting', but no earlier step and no key is called 'greting':"
                        + " did you mean 'greeting'?");
        assertThat(problems(closed().step("b", "x", from("zzzzzz.a"))))
                .containsExactly("b: refers to 'zzzzzz.a', but no earlier step and no key is called 'zzzzzz':"
                        + " declare it as an input");
    }

    @Test
    void anUnknownNameIsAcceptedWhereSomebodyMayHavePutIt() {
        accepted(closed().step("any", "code").step("b", "x", from("secret-key")));
        accepted(closed().sub("any", "other").step("b", "x", from("put-there")));
        accepted(Pipeline.named("p").step("b", "x", from("given-at-the-start")));
    }

    @Test
    void aNameForBothIsRefused() {
        assertThat(problems(closed().step("name", "x").step("b", "x", from("name.x"))))
                .containsExactly("b: refers to 'name.x', which is a step and a key: rename either");
        accepted(closed().step("greeting", NAME, GREETING, n -> n).step("b", "x", from("greeting")));
    }

    @Test
    void conditionsListsAndTimesAreReferencesToo() {
        PipelineBuilder builder = closed().branch(
                        "how",
                        c -> c.when("x", Condition.not(Condition.exists("later")), b -> b.sleepUntil("s", "later")))
                .forEach("each", "later.list", PAGE, e -> e.sub("in", "other", s -> s.with("x", Reference.of("later"))))
                .step("later", "x");

        assertThat(problems(builder).stream().map(problem -> problem.replaceAll(",.*", "")))
                .containsExactly(
                        "how: refers to 'later'",
                        "how/x/s: refers to 'later'",
                        "each: refers to 'later.list'",
                        "each/in: refers to 'later'");
    }

    private static PipelineBuilder closed() {
        return Pipeline.named("p").input(NAME).input(PAGES);
    }

    private static UnaryOperator<StepOptions> from(String reference) {
        return s -> s.with("deep", List.of(Reference.of(reference).shape()));
    }

    private static void accepted(PipelineBuilder builder) {
        assertThat(problems(builder)).isEmpty();
    }

    private static void refused(PipelineBuilder builder, String path, String reference, String there) {
        assertThat(problems(builder))
                .containsExactly(
                        path + ": refers to '" + reference + "', but '" + there + "' is not done by then, or keeps"
                                + " its data inside: refer to an earlier step, or rename the step if a key is meant");
    }

    private static List<String> problems(PipelineBuilder builder) {
        InvalidPipelineException invalid = catchThrowableOfType(InvalidPipelineException.class, builder::build);
        return invalid == null
                ? List.of()
                : invalid.problems().stream().map(Object::toString).toList();
    }
}
