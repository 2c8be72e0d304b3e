package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.event.RunStatus;
import dev.pawl.event.StepFinished;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Retry;
import dev.pawl.store.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Why a run stands where it stands, as data and as a sentence. */
@Timeout(60)
class ExplainTest {
    private final Room room = new Room();
    private final Gate gate = new Gate();
    private final Pipeline plain =
            Pipeline.named("plain").step("work", room.note()).build();
    private final Pipeline holding =
            Pipeline.named("holding").step("hold", gate).build();

    @AfterEach
    void close() {
        gate.open();
        room.close();
    }

    private static void is(Run run, Explanation explanation, String sentence) {
        assertThat(run.explain()).isEqualTo(explanation);
        assertThat(run.explain()).hasToString(sentence);
    }

    @Test
    void aRunThatIsCarried() throws Exception {
        room.with(holding);
        Run run = room.submit("holding");
        gate.awaitEntered();

        is(
                run,
                new Explanation.Running(false, List.of("holding " + run.id() + " hold started"), Optional.empty()),
                "It is being carried: holding " + run.id() + " hold started.");
    }

    @Test
    void aRunThatIsCarriedElsewhere() throws Exception {
        room.with(holding);
        Run run = room.submit("holding");
        gate.awaitEntered();
        try (WorkflowEngine other = WorkflowEngine.builder()
                .repository(room.repository())
                .time(room.time)
                .workers(0)
                .build()) {
            is(
                    other.find(run.id()).orElseThrow(),
                    new Explanation.Running(false, List.of(), Optional.empty()),
                    "It is being carried.");
        }
    }

    @Test
    void aRunThatAListenerHoldsUp() throws Exception {
        Gate listener = new Gate();
        room.with(
                b -> b.listener(event -> {
                    if (event instanceof StepFinished) {
                        listener.hold();
                    }
                }),
                Pipeline.named("p")
                        .step("a", room.note())
                        .step("b", room.note())
                        .build());
        Run run = room.submit("p");
        listener.awaitEntered();
        room.advance(Duration.ofSeconds(3));
        Explanation explanation = run.explain();
        listener.open();

        assertThat(explanation)
                .isInstanceOfSatisfying(
                        Explanation.Running.class,
                        running -> assertThat(running.listener().orElseThrow().since())
                                .isEqualTo(Duration.ofSeconds(3)));
        assertThat(explanation.toString()).contains("Listener ", " has held it up for 3000 ms.");
    }

    @Test
    void aRunThatWaitsForASignal() {
        room.with(Pipeline.named("p")
                .signal("paid", w -> w.expires(Duration.ofDays(1)))
                .build());
        Run run = room.submit("p");
        Followed.of(run).untilWaiting();
        long now = Room.START.toEpochMilli();

        is(
                run,
                new Explanation.Waiting(
                        "signal 'paid'",
                        List.of(new Wait(1, "paid", "SIGNAL", "paid", now, now + 86_400_000)),
                        Optional.of(Instant.parse("2030-01-02T00:00:00Z"))),
                "It waits for signal 'paid', until 2030-01-02T00:00:00Z.");
    }

    @Test
    void aRunThatWaitsForItsNextAttempt() {
        room.with(Pipeline.named("p")
                .step("call", room.failing("down"), s -> s.retry(Retry.times(2).backoff(Duration.ofHours(1))))
                .build());
        Run run = room.submit("p");
        Followed.of(run).untilWaiting();

        is(
                run,
                new Explanation.Waiting("retry of call", List.of(), Optional.of(Instant.parse("2030-01-01T01:00:00Z"))),
                "It waits for retry of call, until 2030-01-01T01:00:00Z.");
    }

    @Test
    void aRunThatNeedsAPerson() {
        Pipeline pipeline = Pipeline.named("p").signal("go").build();
        Run before = room.with(pipeline).submit("p");
        Followed.of(before).untilWaiting();
        Run run = room.with(plain).find(before);
        run.signal("go");
        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.PARKED);

        String message = "pipeline 'p' version 1 is not registered; open the store with an engine that has it";
        is(
                run,
                new Explanation.Parked(
                        "MISSING",
                        message,
                        List.of("open the store with an engine that has the pipeline", "cancel the run")),
                "It needs a person (missing): " + message + ". Ways out: open the store with an engine that has the"
                        + " pipeline; cancel the run.");
    }

    @Test
    void aRunThatIsOver() {
        room.with(plain, Pipeline.named("bad").step("call", room.failing("no")).build());
        Run done = room.submit("plain");
        Mode.ended(done);
        Run failed = room.submit("bad");
        Mode.ended(failed);

        is(done, new Explanation.Ended(RunStatus.COMPLETED, "", ""), "It has ended as completed.");
        is(
                failed,
                new Explanation.Ended(RunStatus.FAILED, "call", "IOException: no"),
                "It has ended as failed at call: IOException: no.");
    }
}
