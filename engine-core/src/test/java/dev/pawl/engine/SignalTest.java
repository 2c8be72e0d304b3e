package dev.pawl.engine;

import static dev.pawl.engine.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Pipeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signals that runs wait for. */
@Timeout(60)
class SignalTest {
    private static final Key<Integer> AMOUNT = Key.of("amount", Integer.class);
    private static final Key<List<String>> NAMES = Key.listOf("names", String.class);
    private static final Key<Map<String, Integer>> PRICES = Key.mapOf("prices", Integer.class);

    private final Room room = new Room();
    private final Pipeline order = Pipeline.named("order")
            .step("first", room.note())
            .signal("paid", w -> w.into(AMOUNT))
            .step("ship", room.note())
            .build();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void aSignalGoesOnWithTheRunAndItsValueIsPut() {
        room.with(order);
        Run run = room.submit("order");
        Followed.of(run).untilWaiting();

        run.signal("paid", Answer.by("shop").as("till").saying("in cash").with(AMOUNT.is(5)));

        RunResult result = Mode.ended(run);
        assertThat(result.get(AMOUNT)).isEqualTo(5);
        assertThat(result.result("paid"))
                .isEqualTo(Map.of(
                        "outcome",
                        "received",
                        "by",
                        "shop",
                        "role",
                        "till",
                        "comment",
                        "in cash",
                        "at",
                        "2030-01-01T00:00:00Z"));
        assertThat(Followed.ended(run))
                .containsExactly(
                        "DONE first",
                        "wait paid: SIGNAL paid",
                        "waiting for signal 'paid'",
                        "resumed",
                        "answer paid: received by shop as till: in cash",
                        "DONE ship",
                        "COMPLETED");
    }

    @Test
    void aWaitIsInTheListOfWaitsAsLongAsItLasts() {
        room.with(order);
        Run run = room.submit("order");
        Followed.of(run).untilWaiting();

        assertThat(room.repository().query().waits("SIGNAL", "paid", 0, "", 10))
                .singleElement()
                .satisfies(wait -> assertThat(wait.path()).isEqualTo("paid"));
        run.signal("paid");
        Mode.ended(run);
        assertThat(room.repository().query().waits("SIGNAL", "", 0, "", 10)).isEmpty();
    }

    @Test
    void aSignalThatComesBeforeItsWaitIsKept() {
        room.with(b -> b.workers(0), order);
        Run run = room.submit("order");
        run.signal("paid", Answer.by("shop").with(AMOUNT.is(7)));
        Run claimed = room.with(order).find(run);

        assertThat(Mode.ended(claimed).get(AMOUNT)).isEqualTo(7);
        assertThat(Followed.ended(claimed))
                .containsExactly(
                        "DONE first",
                        "wait paid: SIGNAL paid",
                        "answer paid: received by shop",
                        "DONE ship",
                        "COMPLETED");
        assertThat(room.repository().mailbox().of(1, 10)).isEmpty();
    }

    @Test
    void aSignalThatComesWhileAnotherStepRunsIsKept() throws Exception {
        Gate gate = new Gate();
        room.with(Pipeline.named("late").step("hold", gate).signal("paid").build());
        Run run = room.submit("late");
        gate.awaitEntered();

        run.signal("paid");
        gate.open();

        assertThat(Followed.ended(run))
                .containsExactly("DONE hold", "wait paid: SIGNAL paid", "answer paid: received", "COMPLETED");
    }

    @Test
    void aSignalWithoutItsValuePutsNothing() {
        room.with(order);
        Run run = room.submit("order");
        Followed.of(run).untilWaiting();

        run.signal("paid");

        assertThat(Mode.ended(run).find(AMOUNT)).isEmpty();
    }

    @Test
    void aValueThatDoesNotFitIsRefused() {
        room.with(order, Pipeline.named("bare").signal("go").build());
        Run run = room.submit("order");
        Run bare = room.submit("bare");

        refused(
                        Reason.INPUTS,
                        () -> run.signal(
                                "paid",
                                Answer.by("shop")
                                        .with(Key.of("amount", String.class).is("5"))))
                .hasMessage("'paid' of run " + run.id()
                        + " takes a java.lang.Integer under the key 'amount',"
                        + " and was given a java.lang.String under the key 'amount'");
        refused(Reason.INPUTS, () -> run.signal("paid", Answer.by("shop").with(NAMES.is(List.of()))))
                .hasMessage("'paid' of run " + run.id()
                        + " takes a java.lang.Integer under the key 'amount',"
                        + " and was given a List<java.lang.String> under the key 'names'");
        refused(Reason.INPUTS, () -> bare.signal("go", Answer.by("shop").with(AMOUNT.is(5))))
                .hasMessage("'go' of run " + bare.id() + " takes no value,"
                        + " and was given a java.lang.Integer under the key 'amount'");
        assertThat(room.repository().mailbox().of(1, 10)).isEmpty();
    }

    @Test
    void aGenericValueIsReadAsWhatTheWaitSays() {
        room.with(Pipeline.named("priced")
                .signal("prices-known", w -> w.into(PRICES))
                .step("read", c -> StepResult.done("", c.get(PRICES).get("tea")))
                .build());
        Run run = room.submit("priced");
        run.signal("prices-known", Answer.by("shop").with(PRICES.is(Map.of("tea", 3))));

        assertThat(Mode.ended(run).result("read")).isEqualTo(3);
    }

    @Test
    void aNameThatNoWaitHasIsRefusedWithTheNearestOne() {
        room.with(order);
        Run run = room.submit("order");

        refused(Reason.UNKNOWN_WAIT, () -> run.signal("payd"))
                .hasMessageStartingWith("pipeline 'order' of run " + run.id() + " waits for no signal 'payd'")
                .hasMessageContaining("'paid'");
    }

    @Test
    void aRunThatHasEndedTakesNoSignal() {
        room.with(Pipeline.named("short").signal("paid").build());
        Run run = room.submit("short");
        run.signal("paid");
        Mode.ended(run);

        refused(Reason.WRONG_STATE, () -> run.signal("paid"))
                .hasMessage("run " + run.id() + " takes no signal any more: it has ended as COMPLETED");
    }

    @Test
    void withoutAnAnswerTheRunFailsWhenTheWaitExpires() {
        room.with(Pipeline.named("expiring")
                .signal("paid", w -> w.expires(Duration.ofDays(3)))
                .lastly("end", room.note())
                .build());
        Run run = room.submit("expiring");
        Followed.of(run).untilWaiting();
        room.advance(Duration.ofDays(3));

        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.FAILED);
        assertThat(Followed.ended(run))
                .containsExactly(
                        "wait paid: SIGNAL paid until PT72H",
                        "waiting for signal 'paid' until PT72H",
                        "resumed",
                        "fail paid: limit: nobody has answered 'paid' within PT72H",
                        "DONE end",
                        "FAILED at paid: nobody has answered 'paid' within PT72H");
        assertThat(room.repository().query().waits(1)).isEmpty();
        assertThat(room.engine().verify()).isEmpty();
    }

    @Test
    void theDefaultOutcomeIsAssumedWhenTheWaitExpires() {
        room.with(Pipeline.named("expiring")
                .signal("paid", w -> w.expires(Duration.ofDays(3), "unpaid"))
                .build());
        Run run = room.submit("expiring");
        Followed.of(run).untilWaiting();
        room.advance(Duration.ofDays(3));

        assertThat(Mode.ended(run).result("paid"))
                .isEqualTo(
                        Map.of("outcome", "unpaid", "by", "", "role", "", "comment", "", "at", "2030-01-04T00:00:00Z"));
        assertThat(Followed.ended(run))
                .containsExactly(
                        "wait paid: SIGNAL paid until PT72H",
                        "waiting for signal 'paid' until PT72H",
                        "resumed",
                        "answer paid: unpaid",
                        "COMPLETED");
    }

    @Test
    void aRunOfAnEngineThatOnlySubmitsIsSignalledThroughTheStore() {
        room.with(order);
        try (WorkflowEngine other = WorkflowEngine.builder()
                .repository(room.repository())
                .time(room.time)
                .workers(0)
                .pipeline(order)
                .build()) {
            Run run = other.submit("order", Inputs.none());
            Followed.of(run).untilWaiting();

            run.signal("paid", Answer.by("shop").with(AMOUNT.is(9)));

            assertThat(Mode.ended(run).get(AMOUNT)).isEqualTo(9);
        }
    }
}
