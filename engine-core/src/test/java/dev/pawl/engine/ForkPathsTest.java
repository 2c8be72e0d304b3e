package dev.pawl.engine;

import static dev.pawl.engine.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Key;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.pipeline.Condition;
import dev.pawl.pipeline.Pipeline;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** At which paths a run can be forked. */
@Timeout(60)
class ForkPathsTest {
    private static final Key<String> NAME = Key.of("name", String.class);
    private static final Key<List<String>> NAMES = Key.listOf("names", String.class);

    private final Room room = new Room();
    private final Counting counting = new Counting(room);

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void itBeginsWithAWholeNodeThatHoldsOthers() {
        Run run = room.completed(
                Pipeline.named("p")
                        .step("a", counting)
                        .forEach("each", NAMES, NAME, b -> b.step("x", room.note()))
                        .build(),
                NAMES.is(List.of("a")));

        assertThat(Followed.ended(run.fork("each")))
                .containsExactly(
                        "fork at each",
                        "items each 1",
                        "DONE each[0]/x",
                        "flow each[0] DONE",
                        "join each 1/1 []",
                        "COMPLETED");
    }

    @Test
    void aPathThatTheRunNeverCameToIsRefused() {
        Run run = room.completed(Pipeline.named("p")
                .branch("way", c -> c.when("yes", Condition.exists("name"), b -> b.step("x", room.note())))
                .step("end", room.note())
                .build());

        for (String path : List.of("way/yes/x", "nowhere", "end/undo")) {
            refused(Reason.WRONG_STATE, () -> run.fork(path))
                    .hasMessage("run " + run.id() + " cannot be forked at '" + path
                            + "': it has never come there, or the newest version has no such node;"
                            + " take a path of its events");
        }
    }

    @Test
    void aPathThatTheNewestVersionDoesNotHaveIsRefused() {
        Pipeline old =
                Pipeline.named("p").step("a", counting).step("b", counting).build();
        Run before = room.completed(old);
        Pipeline newer = Pipeline.named("p")
                .version(2)
                .step("a", counting)
                .step("c", counting)
                .build();
        Run run = room.with(old, newer).find(before);

        assertThatThrownBy(() -> run.fork("b")).hasMessageContaining("the newest version has no such node");
        assertThat(Followed.ended(run.fork("a"))).containsExactly("fork at a", "DONE a", "DONE c", "COMPLETED");
    }

    @Test
    void aBranchAnItemAndACaseAreForkedAsAWhole() {
        Run run = room.completed(
                Pipeline.named("p")
                        .parallel(
                                "par",
                                p -> p.branch(
                                        "one", b -> b.step("x", room.note()).step("y", room.note())))
                        .forEach("each", NAMES, NAME, b -> b.step("x", room.note()))
                        .branch(
                                "way",
                                c -> c.when("no", Condition.exists("name"), b -> b.step("n", room.note()))
                                        .otherwise(b -> b.step("x", room.note())))
                        .build(),
                NAMES.is(List.of("a")));

        for (String path : List.of("par/one", "each[0]", "way/otherwise")) {
            assertThat(Followed.ended(run.fork(path))).contains("fork at " + path, "COMPLETED");
        }
        assertThat(room.bodies).startsWith("par/one/x", "par/one/y", "each[0]/x", "way/otherwise/x", "each[0]/x");
    }
}
