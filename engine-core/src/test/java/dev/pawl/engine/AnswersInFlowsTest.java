package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Condition;
import dev.pawl.pipeline.Join;
import dev.pawl.pipeline.Pipeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signals and approvals in loops, items, branches and pipelines inside. */
@Timeout(60)
class AnswersInFlowsTest {
    private static final Key<Integer> NUMBER = Key.of("number", Integer.class);
    private static final Key<Integer> SUM = Key.of("sum", Integer.class);
    private static final Key<List<String>> NAMES = Key.listOf("names", String.class);
    private static final Key<String> NAME = Key.of("name", String.class);

    private final Room room = new Room();

    @AfterEach
    void close() {
        room.close();
    }

    private Pipeline adding() {
        return Pipeline.named("adding")
                .loopUntil(
                        "loop",
                        Condition.equal("number", 0),
                        9,
                        b -> b.signal("next", w -> w.into(NUMBER)).step("add", c -> {
                            c.put(SUM, c.find(SUM).orElse(0) + c.get(NUMBER));
                            return StepResult.done();
                        }))
                .build();
    }

    @Test
    void signalsThatComeAtOnceAreTakenOneByOneInTheirOrder() {
        Pipeline pipeline = adding();
        room.with(b -> b.workers(0), pipeline);
        Run submitted = room.submit("adding");
        for (int number : new int[] {5, 7, 0, 100}) {
            submitted.signal("next", Answer.by("shop").with(NUMBER.is(number)));
        }
        Run run = room.with(pipeline).find(submitted);

        assertThat(Mode.ended(run).get(SUM)).isEqualTo(12);
        assertThat(Followed.ended(run))
                .containsExactly(
                        "loop loop 0 on",
                        "wait loop[0]/next: SIGNAL next",
                        "answer loop[0]/next: received by shop",
                        "DONE loop[0]/add",
                        "loop loop 1 on",
                        "wait loop[1]/next: SIGNAL next",
                        "answer loop[1]/next: received by shop",
                        "DONE loop[1]/add",
                        "loop loop 2 on",
                        "wait loop[2]/next: SIGNAL next",
                        "answer loop[2]/next: received by shop",
                        "DONE loop[2]/add",
                        "loop loop 3 over",
                        "COMPLETED");
        assertThat(room.repository().mailbox().of(1, 10)).isEmpty();
    }

    @Test
    void aLoopWaitsInEachRoundAcrossEngines() {
        Pipeline pipeline = adding();
        Run run = room.with(pipeline).submit("adding");
        int[] numbers = {3, 4, 0};
        for (int round = 0; round < numbers.length; round++) {
            Followed.of(run).until("wait loop[" + round + "]/next");
            run = room.with(pipeline).find(run);
            run.signal("next", Answer.by("shop").with(NUMBER.is(numbers[round])));
        }

        assertThat(Mode.ended(run).get(SUM)).isEqualTo(7);
    }

    @Test
    void itemsAreApprovedEachByItsPath() {
        Pipeline pipeline = Pipeline.named("p")
                .forEach(
                        "each",
                        NAMES,
                        NAME,
                        b -> b.approval("review", a -> a.continueWhenRejected())
                                .branch(
                                        "way",
                                        c -> c.when(
                                                "yes",
                                                Condition.equal("review.outcome", "approved"),
                                                y -> y.step("publish", c2 -> {
                                                    room.bodies.add(c2.get(NAME));
                                                    return StepResult.done();
                                                })))
                                .maxConcurrent(3))
                .build();
        Run run = room.with(pipeline).submit("p", NAMES.is(List.of("a", "b", "c")));
        Followed events = Followed.of(run).untilWaiting();
        run.approve("each[2]/review", Answer.by("ada"));
        events.untilWaiting();
        run.reject("each[0]/review", Answer.by("bob"));
        events.untilWaiting();
        run.approve("review", Answer.by("eve"));

        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(room.bodies).containsExactly("c", "b");
    }

    @Test
    void theDataOfAnApprovalInAnItemIsTheItemsOwn() {
        Pipeline pipeline = Pipeline.named("p")
                .forEach(
                        "each",
                        NAMES,
                        NAME,
                        b -> b.approval("review")
                                .step("read", c -> {
                                    Map<?, ?> review = (Map<?, ?>) c.result("review");
                                    room.bodies.add(c.get(NAME) + " by " + review.get("by"));
                                    return StepResult.done();
                                })
                                .maxConcurrent(2))
                .build();
        Run run = room.with(pipeline).submit("p", NAMES.is(List.of("a", "b")));
        Followed events = Followed.of(run).untilWaiting();
        run.approve("each[0]/review", Answer.by("ada"));
        events.untilWaiting();
        run.approve("each[1]/review", Answer.by("bob"));

        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(room.bodies).containsExactly("a by ada", "b by bob");
    }

    @Test
    void whoeverAnswersFirstWinsTheRace() {
        Pipeline pipeline = Pipeline.named("p")
                .parallel(
                        "par",
                        Join.any(),
                        p -> p.branch("shop", b -> b.signal("paid")).branch("bank", b -> b.signal("transferred")))
                .step("after", room.note())
                .build();
        Run run = room.with(pipeline).submit("p");
        Followed.of(run).untilWaiting();

        run.signal("transferred", Answer.by("bank"));

        assertThat(Followed.ended(run))
                .endsWith(
                        "answer par/bank/transferred: received by bank",
                        "flow par/bank DONE",
                        "flow par/shop CANCELLED",
                        "join par 1/2 [bank]",
                        "DONE after",
                        "COMPLETED");
        assertThat(room.repository().query().waits(1)).isEmpty();
        assertThat(room.engine().verify()).isEmpty();
    }

    @Test
    void aWaitInAPipelineInsideIsAnsweredByNameOrPath() {
        Pipeline inner = Pipeline.named("inner").approval("review").signal("go").build();
        Pipeline pipeline = Pipeline.named("p").sub("sub", "inner").build();
        Run run = room.with(inner, pipeline).submit("p");
        Followed events = Followed.of(run).untilWaiting();
        run.approve("review", Answer.by("ada"));
        events.untilWaiting();
        run.signal("sub/go");

        assertThat(Followed.ended(run))
                .contains("answer sub/review: approved by ada", "answer sub/go: received", "COMPLETED");
    }

    @Test
    void anApprovalThatExpiresWithinABranchFailsOnlyThatBranch() {
        Pipeline pipeline = Pipeline.named("p")
                .parallel(
                        "par",
                        Join.atLeast(1),
                        p -> p.branch("one", b -> b.approval("review", a -> a.expires(Duration.ofHours(1))))
                                .branch("two", b -> b.signal("go")))
                .build();
        Run run = room.with(pipeline).submit("p");
        Followed events = Followed.of(run).untilWaiting();
        room.advance(Duration.ofHours(1));
        events.untilWaiting();
        run.signal("go");

        assertThat(Followed.ended(run))
                .containsSubsequence(
                        "fail par/one/review: limit: nobody has answered 'review' within PT1H",
                        "flow par/one FAILED at par/one/review: nobody has answered 'review' within PT1H",
                        "waiting for signal 'go'",
                        "answer par/two/go: received",
                        "join par 1/2 [two]",
                        "COMPLETED");
    }

    @Test
    void aSignalToOneOfTwoWaitsOfANameIsForTheOneThatWaitedFirst() {
        Pipeline pipeline = Pipeline.named("p")
                .signal("first", w -> w.name("paid").into(NUMBER))
                .signal("second", w -> w.name("paid").into(SUM))
                .build();
        Run run = room.with(pipeline).submit("p");
        Followed.of(run).untilWaiting();
        run.signal("second", Answer.by("b").with(SUM.is(2)));
        run.signal("first", Answer.by("a").with(NUMBER.is(1)));

        RunResult result = Mode.ended(run);
        assertThat(result.get(NUMBER)).isEqualTo(1);
        assertThat(result.get(SUM)).isEqualTo(2);
    }
}
