package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.api.Values;
import dev.pawl.pipeline.Join;
import dev.pawl.pipeline.Pipeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The branches of a parallel in a run on the caller's thread. */
class InlineFlowTest {
    private static final Key<String> NAME = Key.of("name", String.class);
    private static final Key<Integer> A = Key.of("a", Integer.class);
    private static final Key<Integer> B = Key.of("b", Integer.class);
    private static final Key<List<String>> NAMES = Key.listOf("names", String.class);
    private static final Step DONE = context -> StepResult.done();

    private final Told told = new Told();

    @Test
    void branchesRunInOrderAndTheirValuesAndDataAreUnited() {
        Pipeline pipeline = Pipeline.named("p")
                .parallel(
                        "par",
                        b -> b.branch("one", x -> x.step("s", putting(A, 1)))
                                .branch(
                                        "two",
                                        x -> x.step("t", putting(B, 2)).step("u", c -> StepResult.done("", "data"))))
                .build();

        Values values = run(pipeline);

        assertThat(values.get(A) + values.get(B)).isEqualTo(3);
        assertThat(values.result("u")).isEqualTo("data");
        assertThat(values.result("par/two/u")).isEqualTo("data");
        assertThat(told.inside())
                .containsExactly(
                        "start par/one/s",
                        "DONE par/one/s",
                        "flow par/one DONE",
                        "start par/two/t",
                        "DONE par/two/t",
                        "start par/two/u",
                        "DONE par/two/u",
                        "flow par/two DONE",
                        "join par 2/2 [one, two]");
    }

    @Test
    void aBranchSeesItsParentAndNotItsSibling() {
        Pipeline pipeline = Pipeline.named("p")
                .parallel(
                        "par",
                        b -> b.branch(
                                        "one",
                                        x -> x.step("s", c -> {
                                            c.put(NAME, c.get(NAME) + "!");
                                            return StepResult.done("", c.get(NAME));
                                        }))
                                .branch("two", x -> x.step("t", c -> StepResult.done("", c.get(NAME)))))
                .build();

        Values values = run(pipeline, NAME.is("Ada"));

        assertThat(values.result("s")).isEqualTo("Ada!");
        assertThat(values.result("t")).isEqualTo("Ada");
        assertThat(values.get(NAME)).isEqualTo("Ada!");
    }

    @Test
    void aKeyThatTwoWinnersPutFailsTheParallel() {
        Pipeline pipeline = Pipeline.named("p")
                .parallel(
                        "par",
                        b -> b.branch("one", x -> x.step("s", putting(A, 1)))
                                .branch("two", x -> x.step("t", putting(A, 2))))
                .build();

        assertThatThrownBy(() -> run(pipeline))
                .hasMessageEndingWith("is FAILED at step 'par': key 'a' was put by branch 'one' and by branch 'two';"
                        + " give each a key of its own");
        assertThat(told.inside())
                .endsWith(
                        "flow par/two DONE",
                        "fail par: conflict: key 'a' was put by branch 'one' and by branch 'two';"
                                + " give each a key of its own");
    }

    @Test
    void theFirstFailedBranchFailsTheParallelAndTheOthersAreCancelled() {
        Pipeline pipeline = Pipeline.named("p")
                .parallel(
                        "par",
                        b -> b.branch("one", x -> x.step("s", DONE, s -> s.compensate(DONE)))
                                .branch(
                                        "two",
                                        x -> x.step("t", DONE, s -> s.compensate(DONE))
                                                .step("u", failing("no")))
                                .branch("three", x -> x.step("v", DONE)))
                .build();

        assertThatThrownBy(() -> run(pipeline)).hasRootCauseMessage("no");

        assertThat(told.inside())
                .containsExactly(
                        "start par/one/s",
                        "DONE par/one/s",
                        "flow par/one DONE",
                        "start par/two/t",
                        "DONE par/two/t",
                        "start par/two/u",
                        "fail par/two/u: IOException: no",
                        "start par/two/t/undo",
                        "DONE par/two/t/undo",
                        "flow par/two FAILED at par/two/u: IOException: no",
                        "flow par/three CANCELLED",
                        "start par/one/s/undo",
                        "DONE par/one/s/undo");
        assertThat(told.last()).isEqualTo("FAILED at par/two/u: IOException: no");
    }

    @Test
    void aJoinThatIsReachedBeginsNoFurtherBranch() {
        Pipeline pipeline = Pipeline.named("p")
                .parallel(
                        "par",
                        Join.any(),
                        b -> b.branch("one", x -> x.step("s", failing("no")))
                                .branch("two", x -> x.step("t", putting(A, 1)))
                                .branch("three", x -> x.step("u", putting(A, 2))))
                .build();

        assertThat(run(pipeline).get(A)).isEqualTo(1);

        assertThat(told.inside())
                .containsExactly(
                        "start par/one/s",
                        "fail par/one/s: IOException: no",
                        "flow par/one FAILED at par/one/s: IOException: no",
                        "start par/two/t",
                        "DONE par/two/t",
                        "flow par/two DONE",
                        "flow par/three CANCELLED",
                        "join par 1/3 [two]");
    }

    @Test
    void nothingOfAFailedBranchIsSeenAfterTheJoin() {
        Pipeline pipeline = Pipeline.named("p")
                .parallel(
                        "par",
                        Join.atLeast(1),
                        b -> b.branch("one", x -> x.step("s", putting(A, 1)).step("f", failing("no")))
                                .branch("two", x -> x.step("t", putting(B, 2))))
                .build();

        Values values = run(pipeline);

        assertThat(values.find(A)).isEmpty();
        assertThat(values.get(B)).isEqualTo(2);
    }

    @Test
    void aJoinThatCannotBeReachedFailsWithTheFailureThatDecidedIt() {
        Pipeline pipeline = Pipeline.named("p")
                .parallel(
                        "par",
                        Join.atLeast(2),
                        b -> b.branch("one", x -> x.step("s", failing("first")))
                                .branch("two", x -> x.step("t", failing("second")))
                                .branch("three", x -> x.step("u", DONE)))
                .build();

        assertThatThrownBy(() -> run(pipeline)).hasRootCauseMessage("second");
        assertThat(told.last()).isEqualTo("FAILED at par/two/t: IOException: second");
    }

    @Test
    void aStopInABranchCompletesTheRun() {
        Pipeline pipeline = Pipeline.named("p")
                .parallel(
                        "par",
                        b -> b.branch("one", x -> x.step("s", DONE, s -> s.compensate(DONE)))
                                .branch(
                                        "two",
                                        x -> x.forEach(
                                                "each", NAMES, NAME, i -> i.step("t", c -> StepResult.stop("enough"))))
                                .branch("three", x -> x.step("u", DONE)))
                .step("never", DONE)
                .lastly("close", DONE)
                .build();

        run(pipeline, NAMES.is(List.of("a", "b")));

        assertThat(told.inside())
                .containsExactly(
                        "start par/one/s",
                        "DONE par/one/s",
                        "flow par/one DONE",
                        "items par/two/each 2",
                        "start par/two/each[0]/t",
                        "STOPPED par/two/each[0]/t",
                        "flow par/three CANCELLED",
                        "start close",
                        "DONE close");
        assertThat(told.last()).isEqualTo("COMPLETED at par/two/each[0]/t: enough");
    }

    @Test
    void dataIsFoundInTheOwnScopeFirst() {
        List<Object> seen = new ArrayList<>();
        Step data = c -> StepResult.done("", c.path());
        Step look = c -> {
            seen.add(c.result("s"));
            return StepResult.done();
        };
        Pipeline pipeline = Pipeline.named("p")
                .step("s", data)
                .parallel(
                        "par",
                        b -> b.branch(
                                        "one",
                                        x -> x.step("before", look)
                                                .branch("b", k -> k.when("yes", values -> true, y -> y.step("s", data)))
                                                .step("after", look))
                                .branch("two", x -> x.step("other", look)))
                .step("end", look)
                .build();

        run(pipeline);

        assertThat(seen).containsExactly("s", "par/one/b/yes/s", "s", "par/one/b/yes/s");
    }

    private static <T> Step putting(Key<T> key, T value) {
        return context -> {
            context.put(key, value);
            return StepResult.done();
        };
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
