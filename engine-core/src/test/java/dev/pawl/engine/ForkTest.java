package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Key;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Condition;
import dev.pawl.pipeline.Pipeline;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** New runs that begin at a node of another one. */
@Timeout(60)
class ForkTest {
    private static final Key<String> NAME = Key.of("name", String.class);
    private static final Key<String> GREETING = Key.of("greeting", String.class);
    private static final Key<List<String>> NAMES = Key.listOf("names", String.class);

    private final Room room = new Room();
    private final Counting counting = new Counting(room);

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void itBeginsAtTheNodeWithTheValuesAsTheyWereAndNewIdempotencyKeys() {
        Run run = room.completed(Pipeline.named("p")
                .step("a", counting)
                .step("b", counting)
                .step("c", counting)
                .build());
        counting.keys.clear();

        Run other = run.fork("b");

        assertThat(Mode.ended(other).get(Counting.COUNT)).isEqualTo(3);
        assertThat(Followed.ended(other)).containsExactly("fork at b", "DONE b", "DONE c", "COMPLETED");
        assertThat(counting.keys).containsExactly(other.id() + "/b", other.id() + "/c");
        assertThat(room.engine().verify()).isEmpty();
    }

    @Test
    void askedTwiceTheseAreTwoRuns() {
        Run run = room.completed(Pipeline.named("p").step("a", counting).build());

        assertThat(run.fork("a").id()).isNotEqualTo(run.fork("a").id());
    }

    @Test
    void aFailedRunIsForkedBehindNothingThatWasUndone() {
        Run run = room.with(Pipeline.named("p")
                        .step("a", room.note(), s -> s.compensate(room.note()))
                        .step("bad", room.failing("no"))
                        .build())
                .submit("p");
        Mode.ended(run);
        room.bodies.clear();

        assertThat(Followed.ended(run.fork("bad")))
                .containsExactly(
                        "fork at bad", "fail bad: IOException: no", "DONE a/undo", "FAILED at bad: IOException: no");
    }

    @Test
    void itBeginsInTheRoundOfALoop() {
        Run run = room.completed(Pipeline.named("p")
                .loopUntil(
                        "loop",
                        Condition.equal("count", 3),
                        5,
                        b -> b.step("x", counting).step("y", room.note()))
                .build());

        Run other = run.fork("loop[1]/y");

        assertThat(Mode.ended(other).get(Counting.COUNT)).isEqualTo(3);
        assertThat(room.bodies).containsExactly("loop[1]/y", "loop[2]/x", "loop[2]/y");
    }

    @Test
    void itBeginsInABranchOfAParallelWithWhatTheOthersHadDoneByThen() throws Exception {
        Gate gate = new Gate();
        Pipeline pipeline = Pipeline.named("p")
                .parallel(
                        "par",
                        p -> p.branch("one", b -> b.step("x", NAME, GREETING, n -> "Hello, " + n))
                                .branch("two", b -> b.step("hold", gate).step("y", room.note())))
                .build();
        Run run = room.with(pipeline).submit("p", NAME.is("Ada"));
        Followed.of(run).until("flow par/one DONE");
        gate.open();
        Mode.ended(run);

        Run other = run.fork("par/two/y");

        assertThat(Mode.ended(other).get(GREETING)).isEqualTo("Hello, Ada");
        assertThat(Followed.ended(other))
                .containsExactly(
                        "fork at par/two/y",
                        "DONE par/two/y",
                        "flow par/two DONE",
                        "join par 2/2 [one, two]",
                        "COMPLETED");
    }

    @Test
    void itBeginsInAnItemOfAForEach() {
        Run run = room.completed(
                Pipeline.named("p")
                        .forEach("each", NAMES, NAME, b -> b.step("x", room.note()))
                        .build(),
                NAMES.is(List.of("a", "b", "c")));

        assertThat(Followed.ended(run.fork("each[1]/x")))
                .containsExactly(
                        "fork at each[1]/x",
                        "DONE each[1]/x",
                        "flow each[1] DONE",
                        "DONE each[2]/x",
                        "flow each[2] DONE",
                        "join each 3/3 []",
                        "COMPLETED");
    }

    @Test
    void aRunThatIsParkedAsChangedGoesOnInTheNewVersion() {
        Pipeline old = Pipeline.named("p")
                .step("a", counting)
                .signal("paid")
                .step("old", room.note())
                .build();
        Run before = room.with(old).submit("p");
        Followed.of(before).untilWaiting();
        Pipeline newer = Pipeline.named("p")
                .version(2)
                .step("a", counting)
                .signal("paid")
                .step("new", room.note())
                .build();
        room.with(Pipeline.named("p").step("something", room.note()).build(), newer);
        Run parked = room.find(before);
        parked.signal("paid");
        assertThat(Mode.ended(parked).status()).isEqualTo(RunStatus.PARKED);
        assertThat(parked.explain().toString()).contains("changed", "fork the run onto the new one");
        room.bodies.clear();

        Run other = parked.fork("paid");
        Followed.of(other).untilWaiting();
        other.signal("paid");

        assertThat(Mode.ended(other).get(Counting.COUNT)).isEqualTo(1);
        assertThat(room.bodies).containsExactly("new");
        assertThat(parked.status()).isEqualTo(RunStatus.PARKED);
    }

    @Test
    void aRunningRunIsForkedToo() throws Exception {
        Gate gate = new Gate();
        Run run = room.with(Pipeline.named("p")
                        .step("a", counting)
                        .step("hold", gate)
                        .build())
                .submit("p");
        gate.awaitEntered();

        Run other = run.fork("a");
        gate.open();

        assertThat(Mode.ended(other).get(Counting.COUNT)).isEqualTo(1);
        assertThat(Mode.ended(run).get(Counting.COUNT)).isEqualTo(1);
    }
}
