package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Join;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Retry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What recorded runs undo when they fail, in which order, and what their last steps do. */
@Timeout(60)
class UndoTest {
    private static final Key<List<String>> NAMES = Key.listOf("names", String.class);
    private static final Key<String> NAME = Key.of("name", String.class);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Room room = new Room();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void branchesThatWereJoinedAreUndoneInReverseOrderOfCompletion() throws Exception {
        Gate gate = new Gate();
        Pipeline pipeline = Pipeline.named("p")
                .step("a", room.note(), s -> s.compensate(room.note()))
                .parallel(
                        "par",
                        p -> p.branch(
                                        "one",
                                        b -> b.step("x", room.note(), s -> s.compensate(room.note()))
                                                .step("hold", gate)
                                                .step("z", room.note(), s -> s.compensate(room.note())))
                                .branch("two", b -> b.step("y", room.note(), s -> s.compensate(room.note()))))
                .step("bad", room.failing("no"))
                .build();
        Run run = room.with(pipeline).submit("p");
        Followed.of(run).until("DONE par/one/x");
        Followed.of(run).until("flow par/two DONE");
        gate.open();

        List<String> lines = Followed.ended(run);
        List<String> expected = new ArrayList<>(List.of("a", "par/one/x", "par/one/z", "par/two/y"));
        expected.sort(Comparator.comparing(step -> -lines.indexOf("DONE " + step)));
        assertThat(lines.stream().filter(line -> line.endsWith("/undo")))
                .containsExactlyElementsOf(
                        expected.stream().map(step -> "DONE " + step + "/undo").toList());
    }

    @Test
    void itemsAreUndoneInReverseOrderWithTheirOwnValues() {
        Step undo = c -> {
            room.bodies.add("undo " + c.get(NAME));
            return StepResult.done();
        };
        room.lines(
                Pipeline.named("p")
                        .forEach("each", NAMES, NAME, b -> b.step("x", room.note(), s -> s.compensate(undo)))
                        .step("bad", room.failing("no"))
                        .build(),
                NAMES.is(List.of("a", "b", "c")));

        assertThat(room.bodies)
                .containsExactly("each[0]/x", "each[1]/x", "each[2]/x", "bad", "undo c", "undo b", "undo a");
    }

    @Test
    void aBranchThatLosesIsUndoneAndTheWinnerIsNot() throws Exception {
        Gate gate = new Gate();
        Pipeline pipeline = Pipeline.named("p")
                .parallel(
                        "par",
                        Join.any(),
                        p -> p.branch(
                                        "one",
                                        b -> b.step("x", room.note(), s -> s.compensate(room.note()))
                                                .signal("never"))
                                .branch(
                                        "two",
                                        b -> b.step("hold", gate)
                                                .step("y", room.note(), s -> s.compensate(room.note()))))
                .step("after", room.note())
                .build();
        Run run = room.with(pipeline).submit("p");
        Followed.of(run).until("wait par/one/never");
        gate.open();

        assertThat(Followed.ended(run))
                .endsWith(
                        "DONE par/two/hold",
                        "DONE par/two/y",
                        "flow par/two DONE",
                        "DONE par/one/x/undo",
                        "flow par/one CANCELLED",
                        "join par 1/2 [two]",
                        "DONE after",
                        "COMPLETED");
        assertThat(room.repository().query().waits(1)).isEmpty();
    }

    @Test
    void anItemThatFailsIsUndoneAloneWhenItMayFail() {
        assertThat(room.lines(
                        Pipeline.named("p")
                                .forEach(
                                        "each",
                                        NAMES,
                                        NAME,
                                        b -> b.step("x", room.note(), s -> s.compensate(room.note()))
                                                .step("y", c -> {
                                                    if (c.get(NAME).equals("b")) {
                                                        throw new IOException("no " + c.get(NAME));
                                                    }
                                                    return StepResult.done();
                                                })
                                                .maxFailures(1))
                                .build(),
                        NAMES.is(List.of("a", "b"))))
                .containsExactly(
                        "items each 2",
                        "DONE each[0]/x",
                        "DONE each[0]/y",
                        "flow each[0] DONE",
                        "DONE each[1]/x",
                        "fail each[1]/y: IOException: no b",
                        "DONE each[1]/x/undo",
                        "flow each[1] FAILED at each[1]/y: IOException: no b",
                        "join each 1/2 []",
                        "COMPLETED");
    }

    @Test
    void aCompensationThatFailsForGoodDoesNotStopTheOthers() {
        assertThat(room.lines(Pipeline.named("p")
                        .step("a", room.note(), s -> s.compensate(room.note()))
                        .step("b", room.note(), s -> s.compensate(room.failing("stuck"), u -> u.retry(2)))
                        .step("c", room.note(), s -> s.compensate(room.note()))
                        .step("bad", room.failing("no"))
                        .build()))
                .containsSubsequence(
                        "DONE c/undo",
                        "fail b/undo: IOException: stuck until 0",
                        "fail b/undo #2: IOException: stuck",
                        "DONE a/undo",
                        "FAILED at bad: IOException: no");
    }

    @Test
    void aCompensationIsWaitedForBetweenItsAttempts() {
        Pipeline pipeline = Pipeline.named("p")
                .step(
                        "a",
                        room.note(),
                        s -> s.compensate(
                                c -> {
                                    if (c.attempt() == 1) {
                                        throw new IOException("busy");
                                    }
                                    return StepResult.done();
                                },
                                u -> u.retry(Retry.times(2).backoff(HOUR))))
                .step("bad", room.failing("no"))
                .build();
        Run before = room.with(pipeline).submit("p");
        Followed.of(before).untilWaiting();
        Run run = room.with(pipeline).find(before);
        room.advance(HOUR);

        assertThat(Followed.ended(run))
                .containsExactly(
                        "DONE a",
                        "fail bad: IOException: no",
                        "fail a/undo: IOException: busy until 3600000",
                        "waiting for retry of a/undo until PT1H",
                        "resumed",
                        "DONE a/undo #2",
                        "FAILED at bad: IOException: no");
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(room.bodies).containsExactly("a", "bad");
    }

    @Test
    void aPipelineInsideIsUndoneInTheVersionInWhichItWasDone() {
        Pipeline one = Pipeline.named("inner")
                .step("x", room.note(), s -> s.compensate(room.note()))
                .build();
        Pipeline two =
                Pipeline.named("inner").version(2).step("other", room.note()).build();
        Pipeline outer =
                Pipeline.named("p").sub("sub", "inner").approval("review").build();
        Run before = room.with(one, outer).submit("p");
        Followed.of(before).untilWaiting();
        Run run = room.with(one, two, outer).find(before);
        run.reject("review", Answer.by("ada"));

        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.FAILED);
        assertThat(room.bodies).containsExactly("sub/x", "sub/x/undo");
        assertThat(room.engine().verify()).isEmpty();
    }
}
