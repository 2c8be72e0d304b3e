package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Key;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Pipeline;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a run that is cancelled while bodies of it run. */
@Timeout(60)
class CancelRunningTest {
    private static final Key<List<String>> NAMES = Key.listOf("names", String.class);
    private static final Key<String> NAME = Key.of("name", String.class);

    private final Room room = new Room();
    private final Gate gate = new Gate();
    private final Gate last = new Gate();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void theBodyIsInterruptedAndWhatIsDoneIsUndoneInReverse() throws Exception {
        room.with(Pipeline.named("running")
                .step("a", room.note(), s -> s.compensate(room.note()))
                .step("b", room.note())
                .step("c", room.note(), s -> s.compensate(room.note()))
                .step("hold", gate, s -> s.compensate(room.note()))
                .step("never", room.note())
                .lastly("end", room.note())
                .build());
        Run run = room.submit("running");
        gate.awaitEntered();

        run.cancel("ada");

        RunResult result = Mode.ended(run);
        assertThat(result.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(result.message()).isEqualTo("cancelled by ada");
        assertThat(Followed.ended(run))
                .containsExactly(
                        "DONE a",
                        "DONE b",
                        "DONE c",
                        "stopping CANCEL by ada",
                        "fail hold: cancelled: it was interrupted, as it is not wanted any more",
                        "DONE c/undo",
                        "DONE a/undo",
                        "DONE end",
                        "CANCELLED: cancelled by ada");
        assertThat(room.bodies).containsExactly("a", "b", "c", "c/undo", "a/undo", "end");
    }

    @Test
    void itIsCancellingUntilItIsUndoneAndEnded() throws Exception {
        Gate undo = new Gate();
        room.with(Pipeline.named("running")
                .step("a", room.note(), s -> s.compensate(undo))
                .step("hold", gate)
                .lastly("end", last)
                .build());
        Run run = room.submit("running");
        gate.awaitEntered();
        run.cancel("ada");
        undo.awaitEntered();

        assertThat(run.status()).isEqualTo(RunStatus.CANCELLING);
        assertThat(run.explain().toString())
                .startsWith("It is being cancelled: ")
                .contains("a/undo started");
        undo.open();
        last.awaitEntered();
        assertThat(run.status()).isEqualTo(RunStatus.CANCELLING);
        assertThat(run.explain().toString())
                .startsWith("It is being cancelled: ")
                .contains("end started");
        last.open();
        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.CANCELLED);
    }

    @Test
    void allBranchesAreLeftAndUndoneBeforeWhatCameBefore() throws Exception {
        Gate both = new Gate(2);
        room.with(Pipeline.named("running")
                .step("a", room.note(), s -> s.compensate(room.note()))
                .parallel(
                        "par",
                        p -> p.branch(
                                        "one",
                                        b -> b.step("x", room.note(), s -> s.compensate(room.note()))
                                                .step("hold", both))
                                .branch("two", b -> b.step("hold", both)))
                .build());
        Run run = room.submit("running");
        both.awaitEntered();

        run.cancel("ada");

        List<String> lines = Followed.ended(run);
        String interrupted = ": cancelled: it was interrupted, as it is not wanted any more";
        assertThat(lines)
                .containsExactlyInAnyOrder(
                        "DONE a",
                        "DONE par/one/x",
                        "stopping CANCEL by ada",
                        "fail par/one/hold" + interrupted,
                        "fail par/two/hold" + interrupted,
                        "DONE par/one/x/undo",
                        "flow par/one CANCELLED",
                        "flow par/two CANCELLED",
                        "DONE a/undo",
                        "CANCELLED: cancelled by ada")
                .containsSubsequence("DONE par/one/x/undo", "flow par/one CANCELLED", "DONE a/undo")
                .containsSubsequence("flow par/two CANCELLED", "DONE a/undo", "CANCELLED: cancelled by ada");
    }

    @Test
    void itemsThatHaveNotBegunDoNotBegin() throws Exception {
        room.with(Pipeline.named("running")
                .input(NAMES)
                .forEach("each", NAMES, NAME, b -> b.step("hold", gate))
                .build());
        Run run = room.submit("running", NAMES.is(List.of("x", "y", "z")));
        gate.awaitEntered();

        run.cancel("ada");

        assertThat(Followed.ended(run))
                .containsExactly(
                        "items each 3",
                        "stopping CANCEL by ada",
                        "fail each[0]/hold: cancelled: it was interrupted, as it is not wanted any more",
                        "flow each[0] CANCELLED",
                        "CANCELLED: cancelled by ada");
    }

    @Test
    void aPipelineInsideIsUndoneAndRunsItsLastSteps() throws Exception {
        Pipeline inner = Pipeline.named("inner")
                .step("x", room.note(), s -> s.compensate(room.note()))
                .step("hold", gate)
                .lastly("close", room.note())
                .build();
        room.with(Pipeline.named("running")
                .sub("sub", inner)
                .lastly("end", room.note())
                .build());
        Run run = room.submit("running");
        gate.awaitEntered();

        run.cancel("ada");

        assertThat(Followed.ended(run))
                .containsExactly(
                        "sub sub: inner 1",
                        "DONE sub/x",
                        "stopping CANCEL by ada",
                        "fail sub/hold: cancelled: it was interrupted, as it is not wanted any more",
                        "DONE sub/x/undo",
                        "DONE sub/close",
                        "flow sub CANCELLED",
                        "DONE end",
                        "CANCELLED: cancelled by ada");
    }

    @Test
    void aStepThatMustNotBeRepeatedIsInterruptedAndNotParked() throws Exception {
        room.with(Pipeline.named("running")
                .step("pay", gate, s -> s.externalOnce())
                .build());
        Run run = room.submit("running");
        gate.awaitEntered();

        run.cancel("ada");

        assertThat(Followed.ended(run))
                .containsExactly(
                        "start pay",
                        "stopping CANCEL by ada",
                        "fail pay: cancelled: it was interrupted, as it is not wanted any more",
                        "CANCELLED: cancelled by ada");
    }
}
