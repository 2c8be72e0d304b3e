package dev.pawl.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.engine.Run;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunEnded;
import dev.pawl.event.RunInfo;
import dev.pawl.event.RunWaiting;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import dev.pawl.event.WaitStarted;
import dev.pawl.pipeline.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events as one list. */
@Timeout(60)
class RecorderTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final RunInfo RUN = new RunInfo("r-1", "hello", 1, "");
    private static final long NOON = Instant.parse("2030-01-01T12:00:00Z").toEpochMilli();

    private final Recorder recorder = new Recorder();
    private final Pipeline hello = Pipeline.named("hello")
            .step("greet", context -> StepResult.done("took 12 ms"))
            .build();

    @Test
    void theEventsOfARunAreOneListOfSentencesWithoutTimes() throws Exception {
        try (WorkflowEngine engine =
                WorkflowEngine.builder().pipeline(hello).listener(recorder).build()) {
            Run first = engine.submit("hello", Inputs.none());
            recorder.await("completed", LIMIT);
            Run second = engine.submit("hello", Inputs.none());
            ProgressEvent end =
                    recorder.await(event -> event.isLast() && event.run().equals(second.id()), LIMIT);

            List<String> all = List.of("submitted", "started", "greet started", "greet done: took 12 ms", "completed");
            assertThat(recorder.sentences(first)).isEqualTo(all);
            assertThat(recorder.sentences(second)).isEqualTo(all);
            assertThat(recorder.sentences()).hasSize(10);
            assertThat(recorder.of(first)).isEqualTo(recorder.events().subList(0, 5));
            assertThat(end).isEqualTo(recorder.events().get(9)).isInstanceOf(RunEnded.class);
        }
    }

    @Test
    void onlyWhatTheEngineHasReckonedIsLeftOut() {
        assertThat(Recorder.sentence(new StepFinished(
                        RUN, 3, 3, NOON, "greet", 1, 7_000_000, StepFinished.Outcome.DONE, "done in 7 ms")))
                .isEqualTo("greet done: done in 7 ms");
        assertThat(Recorder.sentence(new StepFailed(
                        RUN, 3, 3, NOON, "greet", 2, 7_000_000, "java.io.IOException", "after 7 ms", NOON, false)))
                .isEqualTo("greet failed in attempt 2: IOException: after 7 ms, tries again");
        assertThat(Recorder.sentence(new WaitStarted(RUN, 3, 3, NOON, "ok", WaitStarted.Kind.APPROVAL, "ok", NOON)))
                .isEqualTo("ok waits for the approval 'ok'");
        assertThat(Recorder.sentence(new WaitStarted(RUN, 3, 3, NOON, "ok", WaitStarted.Kind.APPROVAL, "ok", 0)))
                .isEqualTo("ok waits for the approval 'ok'");
        assertThat(Recorder.sentence(new RunWaiting(RUN, 3, 3, NOON, "ok waits", NOON)))
                .isEqualTo("waits: ok waits");
    }

    @Test
    void whoWaitsInVainIsShownWhatWasTold() {
        assertThatThrownBy(() -> recorder.await("completed", Duration.ZERO))
                .isInstanceOf(AssertionError.class)
                .hasMessage("the event that is waited for was not told within PT0S; told were none");

        recorder.on(new RunWaiting(RUN, 3, 3, NOON, "ok", 0));

        assertThatThrownBy(() -> recorder.await("completed", Duration.ofMillis(20)))
                .hasMessage("the event that is waited for was not told within PT0.02S; told were\n  waits: ok");
    }
}
