package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.api.Values;
import dev.pawl.pipeline.Condition;
import dev.pawl.pipeline.Pipeline;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Branches by a condition, and loops, in a run on the caller's thread. */
class InlineNodesTest {
    private static final Key<Integer> COUNT = Key.of("count", Integer.class);
    private static final Key<State> STATE = Key.of("state", State.class);
    private static final Key<Order> ORDER = Key.of("order", Order.class);
    private static final Key<Map<String, Object>> MAP = Key.mapOf("map", Object.class);
    private static final Step DONE = context -> StepResult.done();
    private static final Step COUNTING = context -> {
        context.put(COUNT, context.find(COUNT).orElse(0) + 1);
        return StepResult.done("", context.get(COUNT));
    };

    private final Told told = new Told();

    private enum State {
        OPEN,
        PAID
    }

    private record Order(String id) {}

    @Test
    void theFirstCaseThatHoldsIsTakenAndSharesTheScope() {
        Pipeline pipeline = Pipeline.named("p")
                .branch(
                        "b",
                        k -> k.when("none", Condition.exists("nothing"), x -> x.step("s", DONE))
                                .when("paid", Condition.equal("state", "PAID"), x -> x.step("s", COUNTING))
                                .otherwise(x -> x.step("s", DONE)))
                .build();

        assertThat(run(pipeline, STATE.is(State.PAID)).get(COUNT)).isEqualTo(1);

        assertThat(told.inside()).containsExactly("branch b: paid", "start b/paid/s", "DONE b/paid/s");
    }

    @Test
    void otherwiseIsTakenWhenNoCaseHolds() {
        Pipeline pipeline = Pipeline.named("p")
                .branch(
                        "b",
                        k -> k.when("one", Condition.exists("nothing"), x -> x.step("s", DONE))
                                .otherwise(x -> x.step("t", DONE)))
                .build();

        run(pipeline);

        assertThat(told.inside()).containsExactly("branch b: otherwise", "start b/otherwise/t", "DONE b/otherwise/t");
    }

    @Test
    void aBranchWithoutAWayIsPassed() {
        Pipeline pipeline = Pipeline.named("p")
                .branch("b", k -> k.when("one", Condition.exists("nothing"), x -> x.step("s", DONE)))
                .step("after", DONE)
                .build();

        run(pipeline);

        assertThat(told.inside()).containsExactly("branch b: ", "start after", "DONE after");
    }

    @Test
    void aConditionThatThrowsFailsItsNode() {
        Pipeline pipeline = Pipeline.named("p")
                .branch("b", k -> k.when("large", Condition.moreThan("count", 3), x -> x.step("s", DONE)))
                .build();

        assertThatThrownBy(() -> run(pipeline)).hasCauseInstanceOf(dev.pawl.api.MissingValueException.class);

        assertThat(told.inside())
                .containsExactly("fail b: MissingValueException: condition on 'count' failed: there is no value to"
                        + " compare; ask first whether it exists");
        assertThat(told.last()).startsWith("FAILED at b: MissingValueException: ");
    }

    @Test
    void aReferenceGoesIntoMapsAndListsAndNotIntoOtherObjects() {
        Pipeline pipeline = Pipeline.named("p")
                .branch("deep", k -> k.when("yes", Condition.equal("map.list[1]", 1.0), x -> x.step("s", DONE)))
                .branch("record", k -> k.when("yes", Condition.exists("order"), x -> x.step("s", DONE)))
                .branch("inside", k -> k.when("yes", Condition.exists("order.id"), x -> x.step("s", DONE)))
                .build();

        run(pipeline, MAP.is(Map.of("list", List.of(0, 1))), ORDER.is(new Order("7")));

        assertThat(told.inside()).contains("branch deep: yes", "branch record: yes", "branch inside: ");
    }

    @Test
    void aReferenceFindsTheDataOfANode() {
        Pipeline pipeline = Pipeline.named("p")
                .step("setup", c -> StepResult.done("", Map.of("pages", 3)))
                .branch("b", k -> k.when("yes", Condition.atLeast("setup.pages", 3), x -> x.step("s", DONE)))
                .build();

        run(pipeline);

        assertThat(told.inside()).contains("branch b: yes");
    }

    @Test
    void aWhileLoopAsksBeforeEachRound() {
        Pipeline pipeline = Pipeline.named("p")
                .loopWhile("loop", Condition.lessThan("count", 2), 5, x -> x.step("s", COUNTING))
                .build();

        Values values = run(pipeline, COUNT.is(0));

        assertThat(values.result("s")).isEqualTo(2);
        assertThat(told.inside())
                .containsExactly(
                        "loop loop 0 on",
                        "start loop[0]/s",
                        "DONE loop[0]/s",
                        "loop loop 1 on",
                        "start loop[1]/s",
                        "DONE loop[1]/s",
                        "loop loop 2 over");
    }

    @Test
    void anUntilLoopAsksAfterEachRound() {
        Pipeline pipeline = Pipeline.named("p")
                .loopUntil("loop", Condition.atLeast("s", 1), 1, x -> x.step("s", COUNTING))
                .build();

        run(pipeline, COUNT.is(7));

        assertThat(told.inside())
                .containsExactly("loop loop 0 on", "start loop[0]/s", "DONE loop[0]/s", "loop loop 1 over");
    }

    @Test
    void oneRoundTooManyFailsTheLoop() {
        Pipeline pipeline = Pipeline.named("p")
                .loopUntil("loop", Condition.exists("never"), 1, x -> x.step("s", COUNTING))
                .build();

        assertThatThrownBy(() -> run(pipeline))
                .hasNoCause()
                .hasMessageEndingWith(
                        "at step 'loop': it would go round more than 1 times; raise atMost or change its condition");

        assertThat(told.inside())
                .containsExactly(
                        "loop loop 0 on",
                        "start loop[0]/s",
                        "DONE loop[0]/s",
                        "fail loop: limit: it would go round more than 1 times; raise atMost or change its condition");
    }

    private Values run(Pipeline pipeline, Key.Value<?>... inputs) {
        try (WorkflowEngine engine = WorkflowEngine.builder().listener(told).build()) {
            return engine.run(pipeline, Inputs.of(inputs));
        }
    }
}
