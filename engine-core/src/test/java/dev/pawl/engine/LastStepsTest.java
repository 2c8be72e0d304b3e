package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.StepResult;
import dev.pawl.pipeline.Pipeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the last steps of recorded runs do, and what a run that was stopped undoes. */
@Timeout(60)
class LastStepsTest {
    private final Room room = new Room();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void aLastStepThatFailsFailsTheRunAndDoesNotStopTheOthers() {
        Run run = room.with(Pipeline.named("p")
                        .step("a", room.note(), s -> s.compensate(room.note()))
                        .lastly("one", room.failing("first"))
                        .lastly("two", room.failing("second"))
                        .lastly("three", room.note())
                        .build())
                .submit("p");

        assertThat(Followed.ended(run))
                .containsExactly(
                        "DONE a",
                        "fail one: IOException: first",
                        "fail two: IOException: second",
                        "DONE three",
                        "FAILED at one: IOException: first");
    }

    @Test
    void aLastStepThatFailsLeavesTheReasonOfAFailedRun() {
        assertThat(room.lines(Pipeline.named("p")
                        .step("bad", room.failing("no"))
                        .lastly("end", room.failing("neither"))
                        .build()))
                .containsExactly(
                        "fail bad: IOException: no",
                        "fail end: IOException: neither",
                        "FAILED at bad: IOException: no");
    }

    @Test
    void aStopUndoesTheOtherBranchesAndNothingElse() throws Exception {
        Gate gate = new Gate();
        Pipeline pipeline = Pipeline.named("p")
                .step("a", room.note(), s -> s.compensate(room.note()))
                .parallel(
                        "par",
                        p -> p.branch(
                                        "one",
                                        b -> b.step("x", room.note(), s -> s.compensate(room.note()))
                                                .signal("never"))
                                .branch(
                                        "two",
                                        b -> b.step("y", room.note(), s -> s.compensate(room.note()))
                                                .step("hold", gate)
                                                .step("stop", c -> StepResult.stop("enough"))))
                .step("never", room.note())
                .lastly("end", room.note())
                .build();
        Run run = room.with(pipeline).submit("p");
        Followed.of(run).until("wait par/one/never");
        gate.open();

        assertThat(Followed.ended(run))
                .endsWith(
                        "STOPPED par/two/stop",
                        "DONE par/one/x/undo",
                        "flow par/one CANCELLED",
                        "DONE end",
                        "COMPLETED at par/two/stop: enough");
        assertThat(room.bodies).doesNotContain("a/undo", "par/two/y/undo", "never");
    }
}
