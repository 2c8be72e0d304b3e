package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.api.Values;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Reference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pipelines inside a run on the caller's thread. */
class InlineSubTest {
    private static final Key<Integer> COUNT = Key.of("count", Integer.class);
    private static final Key<Long> LARGE = Key.of("large", Long.class);
    private static final Key<String> NAME = Key.of("name", String.class);
    private static final Key<State> STATE = Key.of("state", State.class);
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

    @Test
    void aPipelineInsideSharesTheScopeAndEndsWithItsLastSteps() {
        Pipeline inner = Pipeline.named("inner")
                .version(3)
                .step("s", COUNTING)
                .lastly("close", COUNTING)
                .build();
        Pipeline pipeline =
                Pipeline.named("p").sub("sub", inner).step("after", COUNTING).build();

        assertThat(run(pipeline, COUNT.is(0)).get(COUNT)).isEqualTo(3);

        assertThat(told.inside())
                .containsExactly(
                        "sub sub: inner 3",
                        "start sub/s",
                        "DONE sub/s",
                        "start sub/close",
                        "DONE sub/close",
                        "flow sub DONE",
                        "start after",
                        "DONE after");
    }

    @Test
    void aPipelineInsideIsUndoneThenEndedWhenItFails() {
        Pipeline inner = Pipeline.named("inner")
                .step("s", DONE, s -> s.compensate(DONE))
                .step("bad", failing("no"))
                .lastly("close", DONE)
                .build();
        Pipeline pipeline = Pipeline.named("p")
                .step("first", DONE, s -> s.compensate(DONE))
                .sub("sub", inner)
                .lastly("end", DONE)
                .build();

        assertThatThrownBy(() -> run(pipeline)).hasRootCauseMessage("no");

        assertThat(told.inside())
                .containsExactly(
                        "start first",
                        "DONE first",
                        "sub sub: inner 1",
                        "start sub/s",
                        "DONE sub/s",
                        "start sub/bad",
                        "fail sub/bad: IOException: no",
                        "start sub/s/undo",
                        "DONE sub/s/undo",
                        "start sub/close",
                        "DONE sub/close",
                        "flow sub FAILED at sub/bad: IOException: no",
                        "start first/undo",
                        "DONE first/undo",
                        "start end",
                        "DONE end");
    }

    @Test
    void aPipelineInsideGetsLiteralsReferencesWhatIsThereAndDefaults() {
        Key<Integer> given = Key.of("given", Integer.class);
        Key<Integer> defaulted = Key.of("defaulted", Integer.class);
        Pipeline inner = Pipeline.named("inner")
                .input(NAME)
                .input(STATE)
                .input(MAP)
                .input(LARGE)
                .input(given)
                .input(defaulted, 4)
                .step(
                        "s",
                        c -> StepResult.done(
                                "",
                                List.of(
                                        c.get(NAME),
                                        c.get(STATE),
                                        c.get(MAP),
                                        c.get(LARGE),
                                        c.get(given),
                                        c.get(defaulted))))
                .build();
        Pipeline pipeline = Pipeline.named("p")
                .step("setup", c -> StepResult.done("", List.of("first", "second")))
                .sub(
                        "sub",
                        inner,
                        s -> s.with("name", Reference.of("setup[1]"))
                                .with("state", "PAID")
                                .with(
                                        "map",
                                        Map.of(
                                                "inside",
                                                Reference.of("setup[0]").shape()))
                                .with("large", 5))
                .build();

        assertThat(run(pipeline, given.is(7)).result("s"))
                .isEqualTo(List.of("second", State.PAID, Map.of("inside", "first"), 5L, 7, 4));
    }

    @Test
    void whatIsWrongWithTheInputsOfAPipelineInsideIsSaidAtOnce() {
        Pipeline inner = Pipeline.named("inner")
                .input(NAME)
                .input(COUNT)
                .input(LARGE)
                .input(MAP)
                .step("s", DONE)
                .build();
        Pipeline pipeline = Pipeline.named("p")
                .step("setup", DONE)
                .sub("sub", inner, s -> s.with("large", "many").with("map", Reference.of("setup.map")))
                .build();

        assertThatThrownBy(() -> run(pipeline)).hasNoCause();

        assertThat(told.inside())
                .endsWith("fail sub: unfit: input 'name' is missing; give it with the sub-pipeline's settings;"
                        + " input 'count' is missing; give it with the sub-pipeline's settings;"
                        + " input 'large' is a String instead of java.lang.Long;"
                        + " there is no value at 'setup.map'");
    }

    @Test
    void aPipelineByNameIsFoundAmongThoseThatAreRegistered() {
        Pipeline inner = Pipeline.named("inner").step("s", COUNTING).build();
        Pipeline pipeline = Pipeline.named("p").sub("sub", "inner").build();

        try (WorkflowEngine engine =
                WorkflowEngine.builder().pipeline(inner).listener(told).build()) {
            engine.run(pipeline);
        }

        assertThat(told.inside()).containsExactly("sub sub: inner 1", "start sub/s", "DONE sub/s", "flow sub DONE");
    }

    @Test
    void aPipelineThatIsNotRegisteredFailsItsNode() {
        Pipeline pipeline = Pipeline.named("p").sub("sub", "inner").build();

        assertThatThrownBy(() -> run(pipeline))
                .hasMessageEndingWith("at step 'sub': pipeline 'inner' is not registered");

        assertThat(told.inside()).containsExactly("fail sub: unfit: pipeline 'inner' is not registered");
    }

    @Test
    void aStopInAPipelineInsideEndsTheWholeRunAfterItsLastSteps() {
        Pipeline inner = Pipeline.named("inner")
                .step("s", c -> StepResult.stop("enough"))
                .lastly("close", c -> StepResult.stop("ignored"))
                .build();
        Pipeline pipeline =
                Pipeline.named("p").sub("sub", inner).step("never", DONE).build();

        run(pipeline);

        assertThat(told.inside())
                .containsExactly(
                        "sub sub: inner 1",
                        "start sub/s",
                        "STOPPED sub/s",
                        "start sub/close",
                        "DONE sub/close",
                        "flow sub DONE");
        assertThat(told.last()).isEqualTo("COMPLETED at sub/s: enough");
    }

    private static Step failing(String message) {
        return context -> {
            throw new IOException(message);
        };
    }

    private Values run(Pipeline pipeline, Key.Value<?>... inputs) {
        try (WorkflowEngine engine = WorkflowEngine.builder().listener(told).build()) {
            return engine.run(pipeline, Inputs.of(inputs));
        }
    }
}
