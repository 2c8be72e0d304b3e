package dev.pawl.engine;

import static dev.pawl.engine.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Condition;
import dev.pawl.pipeline.InvalidPipelineException;
import dev.pawl.pipeline.Pipeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loops, joins, items and pipelines inside recorded runs, and what an engine refuses of them. */
@Timeout(60)
class RecordedFlowTest {
    private static final Key<Integer> COUNT = Key.of("count", Integer.class);
    private static final Key<String> NAME = Key.of("name", String.class);
    private static final Key<List<String>> NAMES = Key.listOf("names", String.class);

    private final Room room = new Room();
    private final Step counting = context -> {
        context.put(COUNT, context.find(COUNT).orElse(0) + 1);
        return StepResult.done();
    };

    @AfterEach
    void close() {
        room.close();
    }

    private Run run(Pipeline pipeline, Key.Value<?>... inputs) {
        Run run = room.with(pipeline).submit(pipeline.name(), inputs);
        Mode.ended(run);
        assertThat(room.engine().verify()).isEmpty();
        return run;
    }

    @Test
    void aLoopThatWouldGoRoundTooOftenFailsAtItsPath() {
        Run run = run(Pipeline.named("p")
                .loopWhile("loop", Condition.not(Condition.exists("name")), 2, b -> b.step("x", counting))
                .build());

        assertThat(Followed.ended(run))
                .containsExactly(
                        "loop loop 0 on",
                        "DONE loop[0]/x",
                        "loop loop 1 on",
                        "DONE loop[1]/x",
                        "fail loop: limit: it would go round more than 2 times; raise atMost or change its condition",
                        "FAILED at loop: it would go round more than 2 times; raise atMost or change its condition");
    }

    @Test
    void aKeyThatTwoBranchesHavePutFailsTheParallel() {
        Run run = run(Pipeline.named("p")
                .parallel(
                        "par",
                        p -> p.branch("one", b -> b.step("x", counting)).branch("two", b -> b.step("x", counting)))
                .build());

        String why = "key 'count' was put by branch 'one' and by branch 'two'; give each a key of its own";
        assertThat(Followed.ended(run)).hasSize(6).endsWith("fail par: conflict: " + why, "FAILED at par: " + why);
    }

    @Test
    void aForEachOverNoListFailsAtItsPath() {
        Pipeline pipeline = Pipeline.named("p")
                .forEach("each", "name", NAME, b -> b.step("x", counting))
                .build();

        assertThat(Followed.ended(run(pipeline, NAME.is("Ada"))))
                .containsExactly(
                        "fail each: unfit: there is no list but a text at 'name'",
                        "FAILED at each: there is no list but a text at 'name'");
        assertThat(Followed.ended(room.submit("p")))
                .containsExactly(
                        "fail each: unfit: there is nothing at 'name'", "FAILED at each: there is nothing at 'name'");
    }

    @Test
    void theOutcomesOfTheItemsAreTheDataOfTheForEach() {
        Run run = run(
                Pipeline.named("p")
                        .forEach(
                                "each",
                                NAMES,
                                NAME,
                                b -> b.step("x", c -> {
                                            if (c.get(NAME).equals("b")) {
                                                throw new java.io.IOException("no");
                                            }
                                            c.put(COUNT, c.get(NAME).length());
                                            return StepResult.done();
                                        })
                                        .maxFailures(1)
                                        .collect(COUNT))
                        .build(),
                NAMES.is(List.of("aa", "b")));

        assertThat(Mode.ended(run).result("each"))
                .isEqualTo(List.of(
                        Map.of("index", 0, "outcome", "done", "value", 2),
                        Map.of("index", 1, "outcome", "failed", "error", "IOException: no")));
        assertThat(Mode.ended(run).find(COUNT)).isEmpty();
    }

    @Test
    void aPipelineByNameIsTakenInItsNewestVersion() {
        Pipeline one = Pipeline.named("inner").step("old", room.note()).build();
        Pipeline two =
                Pipeline.named("inner").version(2).step("new", room.note()).build();
        room.with(two, one, Pipeline.named("p").sub("sub", "inner").build());

        assertThat(Followed.ended(room.submit("p")))
                .containsExactly("sub sub: inner 2", "DONE sub/new", "flow sub DONE", "COMPLETED");
    }

    @Test
    void theVersionThatAPipelineInsideBeganWithIsKeptInTheNextEngine() {
        Pipeline one =
                Pipeline.named("inner").signal("go").step("old", room.note()).build();
        Pipeline two = Pipeline.named("inner")
                .version(2)
                .signal("go")
                .step("new", room.note())
                .build();
        Pipeline outer = Pipeline.named("p").sub("sub", "inner").build();
        Run before = room.with(one, outer).submit("p");
        Followed.of(before).untilWaiting();
        Run run = room.with(one, two, outer).find(before);
        run.signal("go");

        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(room.bodies).containsExactly("sub/old");
    }

    @Test
    void aRunWhoseInnerPipelineIsGoneIsParkedAndGoesOnWhenItIsBack() {
        Pipeline one =
                Pipeline.named("inner").signal("go").step("old", room.note()).build();
        Pipeline two = Pipeline.named("inner").version(2).signal("go").build();
        Pipeline outer = Pipeline.named("p").sub("sub", "inner").build();
        Run before = room.with(one, outer).submit("p");
        Followed.of(before).untilWaiting();
        Run parked = room.with(two, outer).find(before);
        parked.signal("go");

        RunResult result = Mode.ended(parked);
        assertThat(result.status()).isEqualTo(RunStatus.PARKED);
        assertThat(result.message())
                .isEqualTo("pipeline 'inner' version 1 at 'sub' is not registered in the shape with which it has begun;"
                        + " register that one too");
        Run run = room.with(one, two, outer).find(before);
        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(room.bodies).containsExactly("sub/old");
    }

    @Test
    void whatAPipelineNamesHasToBeRegistered() {
        Pipeline outer = Pipeline.named("p").sub("sub", "iner").build();
        Pipeline inner = Pipeline.named("inner").step("x", room.note()).build();
        room.with();

        refused(
                        Reason.UNKNOWN_PIPELINE,
                        () -> WorkflowEngine.builder()
                                .pipeline(outer)
                                .pipeline(inner)
                                .build())
                .hasMessageStartingWith("pipeline 'p' has pipeline 'iner' in its node 'sub', which is not registered")
                .hasMessageContaining("'inner'");
        refused(
                        Reason.UNKNOWN_PIPELINE,
                        () -> WorkflowEngine.builder()
                                .pipeline(Pipeline.named("p")
                                        .sub("sub", "inner", s -> s.version(3))
                                        .build())
                                .pipeline(inner)
                                .build())
                .hasMessageContaining("pipeline 'inner' version 3 in its node 'sub'");
    }

    @Test
    void pipelinesThatHoldEachOtherAreRefused() {
        Pipeline a = Pipeline.named("a").sub("x", "b").build();
        Pipeline b = Pipeline.named("b").sub("y", "a").build();
        room.with();

        assertThatThrownBy(
                        () -> WorkflowEngine.builder().pipeline(a).pipeline(b).build())
                .isInstanceOf(InvalidPipelineException.class)
                .hasMessageContaining("pipelines go in a circle, a 1 → b 1 → a 1");
    }

    @Test
    void aPipelineThatWaitsIsNotRunOnTheCallersThread() {
        room.with();
        Pipeline inner =
                Pipeline.named("inner").sleep("night", Duration.ofHours(1)).build();
        Map<String, Pipeline> waiting = Map.of(
                "paid", Pipeline.named("p").signal("paid").build(),
                "review", Pipeline.named("p").approval("review").build(),
                "sub/night", Pipeline.named("p").sub("sub", inner).build(),
                "par/one/night",
                        Pipeline.named("p")
                                .parallel("par", p -> p.branch("one", x -> x.sleep("night", Duration.ofHours(1))))
                                .build());

        waiting.forEach((path, pipeline) -> refused(
                Reason.WAITS,
                "pipeline 'p' cannot run on the caller's thread: its node '" + path
                        + "' waits, which a run can only do when it is recorded; register the pipeline and submit it",
                () -> room.engine().run(pipeline, Inputs.none())));
    }
}
