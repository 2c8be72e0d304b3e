package dev.pawl.event;

import static dev.pawl.event.ExampleEvents.NEW_YEAR;
import static dev.pawl.event.ExampleEvents.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What people read of an event. */
class EventSentencesTest {
    @Test
    void everyKindHasAnExample() {
        assertThat(ExampleEvents.ofEveryKind())
                .<Class<?>>extracting(Object::getClass)
                .containsExactlyInAnyOrder(ProgressEvent.class.getPermittedSubclasses());
    }

    @Test
    void everyEventIsASentence() {
        assertThat(ExampleEvents.ofEveryKind())
                .extracting(Object::toString)
                .containsExactly(
                        "publish r-1 submitted",
                        "publish r-1 continues r-0 at upload",
                        "publish r-1 started",
                        "publish r-1 resumed after render, 2 steps kept",
                        "publish r-1 snapshot",
                        "publish r-1 waits: signal 'paid', until 2026-01-01T00:00:00Z",
                        "publish r-1 parked (INTERRUPTED): charge had begun",
                        "publish r-1 charge started, attempt 2",
                        "publish r-1 charge 1 of 2 half",
                        "publish r-1 charge | sent \"7\"",
                        "publish r-1 charge made a note for its next attempt",
                        "publish r-1 charge made receipt.pdf (application/pdf, 1024 bytes)",
                        "publish r-1 charge resolved by ada: repeat",
                        "publish r-1 charge failed in attempt 2 after 12 ms: IOException: no route, tries again",
                        "publish r-1 charge fell back in 12 ms: by letter",
                        "publish r-1 review waits for the approval 'legal' until 2026-01-01T00:00:00Z",
                        "publish r-1 review approved by ada as editor: fine",
                        "publish r-1 size chooses large",
                        "publish r-1 poll begins round 1",
                        "publish r-1 pages has 12 items",
                        "publish r-1 mail begins pipeline 'send-mail' version 2",
                        "publish r-1 pages[3] failed at pages[3]/render: no template",
                        "publish r-1 copies joined with 2 of 3 done: paris, tokyo",
                        "publish r-1 is being cancelled by ada: wrong site",
                        "publish r-1 failed at charge: no route");
    }

    @Test
    void aSentenceLeavesOutWhatIsNotKnown() {
        List<ProgressEvent> events = List.of(
                new RunContinued(RUN, 1, 1, 5, "r-0", "", "r-0"),
                new RunStopping(RUN, 2, 2, 5, RunStopping.Reason.DEADLINE, "", ""),
                new RunEnded(RUN, 3, 3, 5, RunStatus.COMPLETED, "", ""),
                new StepFailed(RUN, 4, 4, 5, "review", 1, 0, "", "rejected by ada", 0, false),
                new StepFinished(RUN, 5, 5, 5, "charge", 1, 0, StepFinished.Outcome.DONE, ""),
                new BranchTaken(RUN, 6, 6, 5, "size", ""),
                new FlowEnded(RUN, 7, 7, 5, "copies/paris", FlowEnded.Outcome.DONE, "", ""),
                new FlowJoined(RUN, 8, 8, 5, "pages", List.of(), 12, 12),
                new WaitEnded(RUN, 9, 9, 5, "pause", "woken", "", "", ""));

        assertThat(events)
                .extracting(Object::toString)
                .containsExactly(
                        "publish r-1 retries r-0",
                        "publish r-1 is being stopped at its deadline",
                        "publish r-1 completed",
                        "publish r-1 review failed after 0 ms: rejected by ada",
                        "publish r-1 charge done in 0 ms",
                        "publish r-1 size chooses none of its cases",
                        "publish r-1 copies/paris done",
                        "publish r-1 pages joined with 12 of 12 done",
                        "publish r-1 pause woken");
    }

    @Test
    void aWaitSaysWhatItWaitsFor() {
        List<ProgressEvent> waits = List.of(
                new WaitStarted(RUN, 1, 1, 5, "payment", WaitStarted.Kind.SIGNAL, "paid", 0),
                new WaitStarted(RUN, 2, 2, 5, "pause", WaitStarted.Kind.SLEEP, "", NEW_YEAR),
                new WaitStarted(RUN, 3, 3, 5, "upload", WaitStarted.Kind.DELAY, "", NEW_YEAR));

        assertThat(waits)
                .extracting(Object::toString)
                .containsExactly(
                        "publish r-1 payment waits for the signal 'paid'",
                        "publish r-1 pause sleeps until 2026-01-01T00:00:00Z",
                        "publish r-1 upload is delayed until 2026-01-01T00:00:00Z");
    }

    @Test
    void oneIsCountedAsOne() {
        List<ProgressEvent> events = List.of(
                new LoopTurned(RUN, 1, 1, 5, "poll", 1, false),
                new LoopTurned(RUN, 2, 2, 5, "poll", 3, false),
                new ItemsCounted(RUN, 3, 3, 5, "pages", 1),
                new RunResumed(RUN, 4, 4, 5, "render", 1));

        assertThat(events)
                .extracting(Object::toString)
                .containsExactly(
                        "publish r-1 poll ends after 1 round",
                        "publish r-1 poll ends after 3 rounds",
                        "publish r-1 pages has 1 item",
                        "publish r-1 resumed after render, 1 step kept");
    }

    @Test
    void theLastAttemptMayFallBack() {
        var failed = new StepFailed(RUN, 1, 1, 5, "charge", 3, 0, "java.io.IOException", "no route", 0, true);

        assertThat(failed)
                .hasToString("publish r-1 charge failed in attempt 3 after 0 ms: IOException: no route, falls back");
    }
}
