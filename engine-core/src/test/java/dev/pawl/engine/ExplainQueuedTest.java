package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.engine.Explanation.Obstacle;
import dev.pawl.pipeline.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Why a run that is queued has not begun, as data and as a sentence. */
@Timeout(60)
class ExplainQueuedTest {
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
    void aRunThatWaitsForItsTurn() {
        room.with(b -> b.workers(0), plain);
        room.submit("plain");
        Run second = room.submit("plain");

        is(
                second,
                new Explanation.Queued("default", Obstacle.TURN, 2, Optional.empty()),
                "It waits for its turn as number 2 in queue 'default'.");
    }

    @Test
    void aRunThatWasCancelledBeforeAnyEngineCarriedIt() {
        room.with(b -> b.workers(0), plain);
        room.submit("plain");
        Run second = room.submit("plain");
        second.cancel("ada");

        is(
                second,
                new Explanation.Queued("default", Obstacle.CANCELLED, 1, Optional.empty()),
                "Its cancel was asked for before it was carried; the next engine with workers for queue 'default' ends it.");
    }

    @Test
    void aRunWhoseQueueIsFull() throws Exception {
        room.with(b -> b.concurrency(1), plain, holding);
        room.submit("holding");
        gate.awaitEntered();
        Run second = room.submit("plain");

        is(
                second,
                new Explanation.Queued("default", Obstacle.LIMIT, 1, Optional.empty()),
                "It waits as number 1 in queue 'default', which carries as many runs as it may.");
    }

    @Test
    void whenItBeginsIsGuessedFromTheRunsThatHaveEnded() throws Exception {
        Pipeline hourly = Pipeline.named("hourly")
                .step("work", room.note(), s -> s.delay(Duration.ofHours(1)))
                .build();
        room.with(b -> b.concurrency(1), plain, holding, hourly);
        for (int i = 0; i < 3; i++) {
            Run run = room.submit("hourly");
            Followed.of(run).untilWaiting();
            room.advance(Duration.ofHours(1));
            Mode.ended(run);
        }
        room.submit("holding");
        gate.awaitEntered();
        room.submit("plain");
        Run second = room.submit("plain");

        is(
                second,
                new Explanation.Queued(
                        "default", Obstacle.LIMIT, 2, Optional.of(Instant.parse("2030-01-01T05:00:00Z"))),
                "It waits as number 2 in queue 'default', which carries as many runs as it may, expected to begin at"
                        + " 2030-01-01T05:00:00Z.");
    }

    @Test
    void aRunOfAPausedQueue() {
        room.with(plain);
        room.engine().queues().pause("default");
        Run run = room.submit("plain");

        is(
                run,
                new Explanation.Queued("default", Obstacle.PAUSED, 1, Optional.empty()),
                "Queue 'default' is paused; resume it to let the run begin.");
    }

    @Test
    void aRunThatBeginsLater() {
        room.with(plain);
        Run run = room.engine()
                .submit("plain", Inputs.none(), SubmitOptions.defaults().delay(Duration.ofHours(2)));

        is(
                run,
                new Explanation.Queued(
                        "default", Obstacle.DELAYED, 0, Optional.of(Instant.parse("2030-01-01T02:00:00Z"))),
                "It was submitted to begin later, expected to begin at 2030-01-01T02:00:00Z.");
    }

    @Test
    void aRunWhoseConcurrencyKeyIsTaken() throws Exception {
        room.with(plain, holding);
        SubmitOptions options = SubmitOptions.defaults().concurrencyKey("customer-7");
        room.engine().submit("holding", Inputs.none(), options);
        gate.awaitEntered();
        Run run = room.engine().submit("plain", Inputs.none(), options);

        is(
                run,
                new Explanation.Queued("default", Obstacle.CONCURRENCY_KEY, 1, Optional.empty()),
                "Another run with its concurrency key is being carried; it begins after that.");
    }
}
