package dev.pawl.engine;

import static dev.pawl.engine.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.RunQuery.RunFilter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs that go on where another one has failed or was cancelled. */
@Timeout(60)
class RetryTest {
    private static final Key<String> NAME = Key.of("name", String.class);

    private final Room room = new Room();
    private final AtomicInteger failures = new AtomicInteger(1);
    private final List<String> keys = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        room.close();
    }

    /** Fails as often as is said, and then is done. */
    private Step flaky() {
        return context -> {
            keys.add(context.idempotencyKey());
            room.bodies.add(context.path());
            if (failures.getAndDecrement() > 0) {
                throw new IOException("down");
            }
            return StepResult.done();
        };
    }

    private Run failed(Pipeline pipeline, Key.Value<?>... inputs) {
        Run run = room.with(pipeline).submit(pipeline.name(), inputs);
        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.FAILED);
        return run;
    }

    @Test
    void whatIsDoneIsNotDoneAgain() {
        Run run = failed(Pipeline.named("p")
                .step("set", c -> {
                    room.bodies.add("set");
                    c.put(NAME, "Ada");
                    return StepResult.done("", 7);
                })
                .step("call", flaky())
                .step("read", c -> StepResult.done("", c.get(NAME) + c.result("set")))
                .build());

        Run again = run.retry();

        assertThat(Mode.ended(again).result("read")).isEqualTo("Ada7");
        assertThat(room.bodies).containsExactly("set", "call", "call");
        assertThat(Followed.ended(again)).containsExactly("retry", "DONE call", "DONE read", "COMPLETED");
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(room.engine().verify()).isEmpty();
    }

    @Test
    void whatWasUndoneIsDoneAgain() {
        Run run = failed(Pipeline.named("p")
                .step("a", room.note(), s -> s.compensate(room.note()))
                .step("b", room.note())
                .step("call", flaky())
                .lastly("end", room.note())
                .build());

        assertThat(Followed.ended(run.retry()))
                .containsExactly("retry", "DONE a", "DONE call", "DONE end", "COMPLETED");
        assertThat(room.bodies).containsExactly("a", "b", "call", "a/undo", "end", "a", "call", "end");
    }

    @Test
    void whatCouldNotBeUndoneIsDoneStillAndIsUndoneWhenTheRetryFails() {
        failures.set(2);
        AtomicInteger stuck = new AtomicInteger(1);
        Run run = failed(Pipeline.named("p")
                .step(
                        "a",
                        room.note(),
                        s -> s.compensate(c -> {
                            if (stuck.getAndDecrement() > 0) {
                                throw new IOException("stuck");
                            }
                            return StepResult.done();
                        }))
                .step("call", flaky())
                .build());

        assertThat(Followed.ended(run.retry()))
                .containsExactly(
                        "retry", "fail call: IOException: down", "DONE a/undo", "FAILED at call: IOException: down");
        assertThat(room.bodies).containsExactly("a", "call", "call");
    }

    @Test
    void theStepsKeepTheirIdempotencyKeysAlsoInTheRetryOfARetry() {
        failures.set(2);
        Run run = failed(Pipeline.named("p").step("call", flaky()).build());
        Run second = run.retry();
        Mode.ended(second);
        Run third = second.retry();

        assertThat(Mode.ended(third).status()).isEqualTo(RunStatus.COMPLETED);
        String key = run.id() + "/call";
        assertThat(keys).containsExactly(key, key, key);
    }

    @Test
    void askedTwiceItIsOneRun() {
        Run run = failed(Pipeline.named("p").step("call", flaky()).build());

        Run again = run.retry();
        Mode.ended(again);

        assertThat(run.retry().id()).isEqualTo(again.id());
        assertThat(room.bodies).hasSize(2);
    }

    @Test
    void theChainIsFoundByItsFirstRun() {
        failures.set(2);
        Run first = failed(Pipeline.named("p").step("call", flaky()).build());
        Run second = first.retry();
        Mode.ended(second);
        Run third = second.retry();
        Mode.ended(third);
        Mode.ended(room.submit("p"));

        assertThat(room.repository().query().list(RunFilter.ofChain(first.id()), Long.MAX_VALUE, 10))
                .extracting(row -> row.spec().id())
                .containsExactly(third.id(), second.id(), first.id());
    }

    @Test
    void itGoesOnUnderTheSubjectInTheQueueAndWithThePriorityOfTheRunBefore() {
        Pipeline pipeline = Pipeline.named("p").step("call", flaky()).build();
        room.with(b -> b.queue("mail", 2), pipeline);
        SubmitOptions options = SubmitOptions.key("k")
                .subject("job:1")
                .queue("mail")
                .priority(4)
                .concurrencyKey("customer-7");
        Run run = room.engine().submit("p", Inputs.none(), options);
        Mode.ended(run);

        Run again = run.retry();
        Mode.ended(again);

        var spec = room.repository().query().find(again.id()).orElseThrow().spec();
        assertThat(List.of(spec.subject(), spec.queue(), spec.priority(), spec.concurrencyKey(), spec.origin()))
                .containsExactly("job:1", "mail", 4, "customer-7", run.id());
        assertThat(room.engine().submit("p", Inputs.none(), options).id()).isEqualTo(run.id());
    }

    @Test
    void aCancelledRunGoesOnWhereItWas() {
        Pipeline pipeline = Pipeline.named("p")
                .step("a", room.note())
                .signal("paid")
                .step("b", room.note())
                .build();
        Run run = room.with(pipeline).submit("p");
        Followed.of(run).untilWaiting();
        run.cancel("ada");
        Mode.ended(run);

        Run again = run.retry();
        Followed.of(again).untilWaiting();
        again.signal("paid");

        assertThat(Followed.ended(again))
                .containsExactly(
                        "retry",
                        "wait paid: SIGNAL paid",
                        "waiting for signal 'paid'",
                        "resumed",
                        "answer paid: received",
                        "DONE b",
                        "COMPLETED");
        assertThat(room.bodies).containsExactly("a", "b");
    }

    @Test
    void onlyWhatHasFailedOrWasCancelledIsTriedAgain() {
        room.with(
                Pipeline.named("p").step("a", room.note()).build(),
                Pipeline.named("w").signal("go").build());
        Run ended = room.submit("p");
        Mode.ended(ended);
        Run waiting = room.submit("w");
        Followed.of(waiting).untilWaiting();

        refused(Reason.WRONG_STATE, ended::retry)
                .hasMessage("run " + ended.id()
                        + " cannot be tried again: it is COMPLETED, and only what has FAILED or was CANCELLED can");
        refused(Reason.WRONG_STATE, waiting::retry).hasMessageContaining("it is WAITING");
    }

    @Test
    void aRunWhosePipelineHasAnotherShapeNowIsNotTriedAgain() {
        Run run = failed(Pipeline.named("p").step("call", flaky()).build());
        room.with(Pipeline.named("p").step("other", room.note()).build());

        refused(Reason.UNKNOWN_PIPELINE, () -> room.find(run).retry())
                .hasMessage(
                        "run " + run.id() + " cannot be tried again: pipeline 'p' version 1 is not registered in the"
                                + " shape of the run; register it, or fork the run");
    }

    @Test
    void aRetryIsAlsoDoneByTheNextEngine() {
        Pipeline pipeline =
                Pipeline.named("p").step("a", room.note()).step("call", flaky()).build();
        Run run = failed(pipeline);
        room.with(b -> b.workers(0), pipeline);
        Run submitted = room.find(run).retry();
        Run again = room.with(pipeline).find(submitted);

        assertThat(Mode.ended(again).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(room.bodies).containsExactly("a", "call", "call");
    }
}
