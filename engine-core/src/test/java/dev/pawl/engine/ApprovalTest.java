package dev.pawl.engine;

import static dev.pawl.engine.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Key;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Condition;
import dev.pawl.pipeline.Pipeline;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Approvals that runs wait for, and who gives them. */
@Timeout(60)
class ApprovalTest {
    private static final Key<String> TITLE = Key.of("title", String.class);

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
    void whoApprovedInWhichRoleAndWhatWasSaidIsRecorded() {
        Run run = waiting(Pipeline.named("p")
                .approval("review", a -> a.role("editor").role("owner").into(TITLE))
                .step("publish", room.note())
                .build());

        run.approve("review", Answer.by("ada").as("editor").saying("fine").with(TITLE.is("Tea")));

        assertThat(Mode.ended(run).get(TITLE)).isEqualTo("Tea");
        assertThat(Followed.ended(run))
                .containsExactly(
                        "wait review: APPROVAL review",
                        "waiting for approval 'review'",
                        "resumed",
                        "answer review: approved by ada as editor: fine",
                        "DONE publish",
                        "COMPLETED");
    }

    @Test
    void aRejectionFailsTheRunAndSaysWhoRejected() {
        Run run = waiting(Pipeline.named("p")
                .step("draft", room.note(), s -> s.compensate(room.note()))
                .approval("review")
                .step("never", room.note())
                .build());

        run.reject("review", Answer.by("ada").saying("too long"));

        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.FAILED);
        assertThat(Followed.ended(run))
                .containsExactly(
                        "DONE draft",
                        "wait review: APPROVAL review",
                        "waiting for approval 'review'",
                        "resumed",
                        "answer review: rejected by ada: too long",
                        "fail review: rejected: 'review' was rejected by ada: too long",
                        "DONE draft/undo",
                        "FAILED at review: 'review' was rejected by ada: too long");
        assertThat(room.engine().verify()).isEmpty();
    }

    @Test
    void aRejectionThatIsGoneOnWithDecidesABranch() {
        Run run = waiting(Pipeline.named("p")
                .approval("review", a -> a.continueWhenRejected())
                .branch(
                        "way",
                        c -> c.when(
                                        "yes",
                                        Condition.equal("review.outcome", "approved"),
                                        b -> b.step("publish", room.note()))
                                .when("no", Condition.equal("review.by", "ada"), b -> b.step("archive", room.note())))
                .build());

        run.reject("review", Answer.by("ada"));

        assertThat(Followed.ended(run))
                .endsWith("answer review: rejected by ada", "branch way: no", "DONE way/no/archive", "COMPLETED");
    }

    @Test
    void twoWaitsOfOneNameAreToldApartByTheirPaths() {
        Run run = waiting(Pipeline.named("p")
                .parallel(
                        "par",
                        p -> p.branch("one", b -> b.approval("a", w -> w.name("review")))
                                .branch("two", b -> b.approval("b", w -> w.name("review"))))
                .build());

        refused(
                Reason.WRONG_STATE,
                "run " + run.id() + " waits for 'review' at [par/one/a, par/two/b]; say which by its path",
                () -> run.approve("review", Answer.by("ada")));
        Followed events = Followed.of(run).untilWaiting();
        run.approve("par/two/b", Answer.by("ada"));
        events.untilWaiting();
        run.approve("review", Answer.by("bob"));

        assertThat(Followed.ended(run))
                .hasSize(12)
                .contains("wait par/one/a: APPROVAL review", "wait par/two/b: APPROVAL review")
                .endsWith(
                        "waiting for approval 'review' and 1 more",
                        "resumed",
                        "answer par/two/b: approved by ada",
                        "flow par/two DONE",
                        "waiting for approval 'review'",
                        "resumed",
                        "answer par/one/a: approved by bob",
                        "flow par/one DONE",
                        "join par 2/2 [one, two]",
                        "COMPLETED");
    }

    @Test
    void theDefaultOutcomeOfAnApprovalIsAssumedAtItsHour() {
        Run run = waiting(Pipeline.named("p")
                .approval("review", a -> a.role("editor").expires(Duration.ofDays(3), "rejected"))
                .build());
        room.advance(Duration.ofDays(3));

        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.FAILED);
        assertThat(Followed.ended(run))
                .endsWith(
                        "answer review: rejected",
                        "fail review: rejected: 'review' was rejected as nobody has answered",
                        "FAILED at review: 'review' was rejected as nobody has answered");
    }

    @Test
    void anApprovalInTimeIsNotOverruledByTheExpiry() {
        Run run = waiting(Pipeline.named("p")
                .approval("review", a -> a.expires(Duration.ofDays(3), "rejected"))
                .build());
        room.advance(Duration.ofDays(3).minusMillis(1));
        run.approve("review", Answer.by("ada"));

        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void anApprovalIsGivenInTheNextEngine() {
        Pipeline pipeline = Pipeline.named("p")
                .step("draft", room.note())
                .approval("review", a -> a.role("editor"))
                .step("publish", room.note())
                .build();
        Run before = waiting(pipeline);
        Run run = room.with(pipeline).find(before);

        run.approve("review", Answer.by("ada").as("editor"));

        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(room.bodies).containsExactly("draft", "publish");
    }

    @Test
    void anApprovalThatNobodyCarriedOnIsKeptForTheNextEngine() {
        Pipeline pipeline = Pipeline.named("p")
                .approval("review")
                .step("publish", room.note())
                .build();
        Run before = waiting(pipeline);
        room.with(b -> b.workers(0), pipeline).find(before).approve("review", Answer.by("ada"));
        Run run = room.with(pipeline).find(before);

        assertThat(Followed.ended(run))
                .endsWith("resumed", "answer review: approved by ada", "DONE publish", "COMPLETED");
    }
}
