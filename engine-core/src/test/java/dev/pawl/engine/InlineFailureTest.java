package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.api.Values;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.PipelineBuilder;
import dev.pawl.pipeline.Retry;
import dev.pawl.testing.SettableTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes after a failure in a run on the caller's thread: again, another way, undone, ended. */
class InlineFailureTest {
    private static final Key<String> NAME = Key.of("name", String.class);
    private static final Key<Integer> COUNT = Key.of("count", Integer.class);
    private static final Step DONE = context -> StepResult.done();

    private final Told told = new Told();
    private final List<String> seen = new ArrayList<>();

    @Test
    void theFallbackHasItsOwnRetryAndDelay() {
        Pipeline pipeline = Pipeline.named("p")
                .step(
                        "s",
                        failing("first"),
                        s -> s.delay(Duration.ofSeconds(3))
                                .retry(Retry.times(2).backoff(Duration.ofSeconds(5)))
                                .fallback(
                                        c -> {
                                            if (c.attempt() == 3) {
                                                throw new IOException("second");
                                            }
                                            return StepResult.skipped("");
                                        },
                                        f -> f.delay(Duration.ofSeconds(7))
                                                .retry(Retry.times(2).backoff(Duration.ofSeconds(11)))))
                .build();
        SettableTime time = SettableTime.leapingFrom(Instant.EPOCH);

        run(time, pipeline);

        assertThat(told.inside())
                .containsExactly(
                        "start s",
                        "fail s: IOException: first until 5000",
                        "start s #2",
                        "fail s #2: IOException: first until 7000 falls back",
                        "start s #3",
                        "fail s #3: IOException: second until 11000 falls back",
                        "start s #4",
                        "FELL_BACK s #4");
        assertThat(time.now()).isEqualTo(Instant.ofEpochSecond(26));
    }

    @Test
    void theFallbacksAttemptFollowsThoseThatWereMade() {
        Pipeline pipeline = Pipeline.named("p")
                .step(
                        "s",
                        failing("no"),
                        s -> s.retry(Retry.times(5).onlyIf(t -> false)).fallback(failing("cold")))
                .build();

        assertThatThrownBy(() -> run(pipeline)).hasRootCauseMessage("cold");

        assertThat(told.inside())
                .containsExactly(
                        "start s", "fail s: IOException: no falls back", "start s #2", "fail s #2: IOException: cold");
    }

    @Test
    void whatIsDoneIsUndoneInReverseOrderAndWhatWasSkippedIsNot() {
        PipelineBuilder builder = Pipeline.named("p")
                .step("a", DONE, s -> s.compensate(noting()))
                .step("b", c -> StepResult.skipped(""), s -> s.compensate(noting()))
                .step("c", DONE)
                .step("d", failing("no"), s -> s.fallback(DONE).compensate(noting()))
                .step("bad", failing("reason"), s -> s.compensate(noting()));

        assertThatThrownBy(() -> run(builder.build())).hasRootCauseMessage("reason");

        assertThat(seen).containsExactly("d/undo", "a/undo");
    }

    @Test
    void aCompensationThatFailsForGoodDoesNotStopTheOthers() {
        Pipeline pipeline = Pipeline.named("p")
                .step("a", DONE, s -> s.compensate(noting()))
                .step("b", DONE, s -> s.compensate(failing("stuck"), u -> u.retry(2)))
                .step("bad", failing("reason"))
                .build();

        assertThatThrownBy(() -> run(pipeline)).hasRootCauseMessage("reason");

        assertThat(told.inside().subList(4, 11))
                .containsExactly(
                        "start bad",
                        "fail bad: IOException: reason",
                        "start b/undo",
                        "fail b/undo: IOException: stuck until 0",
                        "start b/undo #2",
                        "fail b/undo #2: IOException: stuck",
                        "start a/undo");
        assertThat(told.last()).isEqualTo("FAILED at bad: IOException: reason");
    }

    @Test
    void aCompensationSeesTheScopeOfItsStep() {
        Key<List<String>> names = Key.listOf("names", String.class);
        Pipeline pipeline = Pipeline.named("p")
                .forEach(
                        "each",
                        names,
                        NAME,
                        i -> i.step(
                                "s",
                                c -> StepResult.done("", c.get(NAME) + "'s data"),
                                s -> s.compensate(c -> {
                                    seen.add(c.path() + " " + c.get(NAME) + " " + c.result("s"));
                                    return StepResult.done();
                                })))
                .step("bad", failing("reason"))
                .build();

        assertThatThrownBy(() -> run(pipeline, names.is(List.of("Ada", "Bob")))).hasRootCauseMessage("reason");

        assertThat(seen).containsExactly("each[1]/s/undo Bob Bob's data", "each[0]/s/undo Ada Ada's data");
    }

    @Test
    void lastStepsRunAfterSuccessFailureAndStop() {
        Pipeline success =
                Pipeline.named("p").step("s", DONE).lastly("end", noting()).build();
        Pipeline failure = Pipeline.named("p")
                .step("s", failing("no"))
                .lastly("end", noting())
                .build();
        Pipeline stop = Pipeline.named("p")
                .step("s", c -> StepResult.stop(""))
                .lastly("end", noting())
                .build();

        run(success);
        assertThatThrownBy(() -> run(failure)).hasRootCauseMessage("no");
        run(stop);

        assertThat(seen).containsExactly("end", "end", "end");
    }

    @Test
    void aLastStepThatFailsStopsNoOtherAndFailsARunThatWouldHaveCompleted() {
        Pipeline pipeline = Pipeline.named("p")
                .step("s", DONE, s -> s.compensate(noting()))
                .lastly("one", failing("first"))
                .lastly("two", failing("second"))
                .lastly("three", noting())
                .build();

        assertThatThrownBy(() -> run(pipeline)).hasRootCauseMessage("first");

        assertThat(seen).containsExactly("three");
        assertThat(told.last()).isEqualTo("FAILED at one: IOException: first");
    }

    @Test
    void theFailureOfTheRunOutweighsThatOfALastStep() {
        Pipeline pipeline = Pipeline.named("p")
                .step("s", failing("reason"))
                .lastly("end", failing("later"))
                .build();

        assertThatThrownBy(() -> run(pipeline)).hasRootCauseMessage("reason");
    }

    @Test
    void whatAFailedAttemptPutIsSeenNeitherByCompensationsNorByLastSteps() {
        Step look = c -> {
            seen.add(c.path() + " " + c.get(NAME) + " " + c.find(COUNT));
            c.put(NAME, "from " + c.path());
            return StepResult.done();
        };
        Pipeline pipeline = Pipeline.named("p")
                .step("s", DONE, s -> s.compensate(look))
                .step("bad", c -> {
                    for (int i = 0; i < 50; i++) {
                        c.put(Key.of("more-" + i, Integer.class), i);
                    }
                    c.put(COUNT, 1);
                    c.put(COUNT, 2);
                    c.put(NAME, "lost");
                    throw new IOException("reason");
                })
                .lastly("end", look)
                .build();

        assertThatThrownBy(() -> run(pipeline, NAME.is("Ada"))).hasRootCauseMessage("reason");

        assertThat(seen).containsExactly("s/undo Ada Optional.empty", "end from s/undo Optional.empty");
    }

    private Step noting() {
        return context -> {
            seen.add(context.path());
            return StepResult.done();
        };
    }

    private static Step failing(String message) {
        return context -> {
            throw new IOException(message);
        };
    }

    private Values run(Pipeline pipeline, Key.Value<?>... inputs) {
        return run(SettableTime.at(Instant.EPOCH.plusSeconds(1)), pipeline, inputs);
    }

    private Values run(SettableTime time, Pipeline pipeline, Key.Value<?>... inputs) {
        try (WorkflowEngine engine =
                WorkflowEngine.builder().time(time).listener(told).build()) {
            return engine.run(pipeline, dev.pawl.api.Inputs.of(inputs));
        }
    }
}
