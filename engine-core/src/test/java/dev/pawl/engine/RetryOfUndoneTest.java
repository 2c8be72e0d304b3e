package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Condition;
import dev.pawl.pipeline.Pipeline;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Retries of runs of which something was undone that was over. */
@Timeout(60)
class RetryOfUndoneTest {
    private static final Key<List<String>> NAMES = Key.listOf("names", String.class);
    private static final Key<String> NAME = Key.of("name", String.class);
    private static final Key<String> GREETING = Key.of("greeting", String.class);

    private final Room room = new Room();
    private final AtomicInteger failures = new AtomicInteger(1);

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void aBranchThatHadSucceededAndWasUndoneIsCarriedAgain() throws Exception {
        Gate two = new Gate();
        Pipeline pipeline = Pipeline.named("p")
                .parallel(
                        "par",
                        p -> p.branch(
                                        "one",
                                        b -> b.step("x", room.note(), s -> s.compensate(room.note()))
                                                .step("y", room.note()))
                                .branch("two", b -> b.step("hold", two).step("call", room.failing(failures))))
                .build();
        Run run = room.with(pipeline).submit("p");
        Followed.of(run).until("flow par/one DONE");
        two.open();
        assertThat(Followed.ended(run)).contains("DONE par/one/x/undo");
        room.bodies.clear();

        assertThat(Mode.ended(run.retry()).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(room.bodies).containsExactlyInAnyOrder("par/one/x", "par/two/call");
    }

    @Test
    void aForEachThatWasOverAndWasUndoneIsCarriedAgain() {
        Pipeline pipeline = Pipeline.named("p")
                .input(NAMES)
                .forEach("each", NAMES, NAME, b -> b.step("x", room.note(), s -> s.compensate(room.note())))
                .step("call", room.failing(failures))
                .build();
        Run run = room.failed(pipeline, NAMES.is(List.of("Ada", "Bob")));

        assertThat(Followed.ended(run.retry()))
                .containsExactly(
                        "retry",
                        "items each 2",
                        "DONE each[0]/x",
                        "flow each[0] DONE",
                        "DONE each[1]/x",
                        "flow each[1] DONE",
                        "join each 2/2 []",
                        "DONE call",
                        "COMPLETED");
    }

    @Test
    void aLoopThatWasOverAndWasUndoneBeginsAnew() {
        Pipeline pipeline = Pipeline.named("p")
                .loopUntil(
                        "loop",
                        Condition.exists("x"),
                        5,
                        b -> b.step("x", c -> StepResult.done("", 1), s -> s.compensate(room.note())))
                .step("call", room.failing(failures))
                .build();
        Run run = room.failed(pipeline);

        assertThat(Followed.ended(run.retry()))
                .containsExactly(
                        "retry", "loop loop 0 on", "DONE loop[0]/x", "loop loop 1 over", "DONE call", "COMPLETED");
    }

    @Test
    void onlyTheBranchOfAParallelThatWasUndoneIsCarriedAgain() {
        Pipeline pipeline = Pipeline.named("p")
                .parallel(
                        "par",
                        p -> p.branch(
                                        "one",
                                        b -> b.step(
                                                "x",
                                                NAME,
                                                GREETING,
                                                n -> "Hello, " + n,
                                                s -> s.compensate(room.note())))
                                .branch("two", b -> b.step("y", room.note())))
                .step("call", room.failing(failures))
                .build();
        Run again = room.failed(pipeline, NAME.is("Ada")).retry();

        assertThat(Mode.ended(again).get(GREETING)).isEqualTo("Hello, Ada");
        assertThat(Followed.ended(again))
                .containsExactly(
                        "retry",
                        "DONE par/one/x",
                        "flow par/one DONE",
                        "join par 2/2 [one, two]",
                        "DONE call",
                        "COMPLETED");
    }

    @Test
    void aPipelineInsideThatWasOverAndWasUndoneIsEndedAgain() {
        Pipeline inner = Pipeline.named("inner")
                .step("x", room.note(), s -> s.compensate(room.note()))
                .lastly("close", room.note())
                .build();
        Run run = room.failed(Pipeline.named("p")
                .sub("sub", inner)
                .step("call", room.failing(failures))
                .build());

        assertThat(Followed.ended(run.retry()))
                .containsExactly("retry", "DONE sub/x", "DONE sub/close", "flow sub DONE", "DONE call", "COMPLETED");
    }
}
