package dev.pawl.engine;

import static dev.pawl.engine.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Pipeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Decisions that are not taken, as nobody asked for them or from that person. */
@Timeout(60)
class ApprovalRefusedTest {

    private final Room room = new Room();

    @AfterEach
    void close() {
        room.close();
    }

    private Run waiting(Pipeline pipeline) {
        Run run = room.with(pipeline).submit(pipeline.name());
        Followed.of(run).untilWaiting();
        return run;
    }

    @Test
    void aRoleThatMayNotDecideIsRefused() {
        Run run = waiting(Pipeline.named("p")
                .approval("review", a -> a.role("editor").role("owner"))
                .build());

        String start = "'review' of run " + run.id() + " is decided by [editor, owner], not by ";
        refused(
                Reason.ROLE,
                start + "'guest'",
                () -> run.approve("review", Answer.by("ada").as("guest")));
        refused(
                Reason.ROLE,
                start + "'guest'",
                () -> run.reject("review", Answer.by("ada").as("guest")));
        refused(Reason.ROLE, start + "somebody without a role", () -> run.approve("review", Answer.by("ada")));
        run.approve("review", Answer.by("ada").as("owner"));
        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void aDecisionBeforeItsWaitIsRefused() throws Exception {
        Gate gate = new Gate();
        Run run = room.with(Pipeline.named("p")
                        .step("hold", gate)
                        .approval("review")
                        .build())
                .submit("p");
        gate.awaitEntered();

        refused(
                Reason.WRONG_STATE,
                "run " + run.id()
                        + " does not wait for the approval 'review': it is RUNNING; look at what it waits for with explain",
                () -> run.approve("review", Answer.by("ada")));
        gate.open();
    }

    @Test
    void aSecondDecisionIsRefused() {
        Run run = waiting(Pipeline.named("p").approval("review").signal("go").build());
        Followed events = Followed.of(run).untilWaiting();
        run.approve("review", Answer.by("ada"));
        events.untilWaiting();

        refused(
                Reason.WRONG_STATE,
                "run " + run.id() + " does not wait for the approval 'review': it is WAITING (signal 'go');"
                        + " look at what it waits for with explain",
                () -> run.reject("review", Answer.by("bob")));
    }

    @Test
    void aSignalIsNoApproval() {
        Run run = waiting(Pipeline.named("p").approval("review").signal("go").build());

        refused(
                Reason.UNKNOWN_WAIT,
                "pipeline 'p' of run " + run.id() + " waits for no signal 'review': it waits for [go]",
                () -> run.signal("review"));
        refused(
                Reason.UNKNOWN_WAIT,
                "pipeline 'p' of run " + run.id() + " waits for no approval 'go': it waits for [review]",
                () -> run.approve("go", Answer.by("ada")));
    }
}
