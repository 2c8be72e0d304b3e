package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Condition;
import dev.pawl.pipeline.Pipeline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Retries of runs that have failed inside something: a parallel, a for-each, a loop, a pipeline. */
@Timeout(60)
class RetryInFlowsTest {
    private static final Key<List<String>> NAMES = Key.listOf("names", String.class);
    private static final Key<List<String>> GREETINGS = Key.listOf("greetings", String.class);
    private static final Key<String> NAME = Key.of("name", String.class);
    private static final Key<String> GREETING = Key.of("greeting", String.class);
    private static final Key<Integer> COUNT = Key.of("count", Integer.class);

    private final Room room = new Room();
    private final AtomicInteger failures = new AtomicInteger(1);

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void aBranchThatHadSucceededIsNotCarriedAgain() throws Exception {
        Gate one = new Gate();
        Pipeline pipeline = Pipeline.named("p")
                .parallel(
                        "par",
                        p -> p.branch("one", b -> b.step("x", NAME, GREETING, n -> "Hello, " + n))
                                .branch("two", b -> b.step("hold", one).step("call", room.failing(failures))))
                .build();
        Run run = room.with(pipeline).submit("p", NAME.is("Ada"));
        Followed.of(run).until("flow par/one DONE");
        one.open();
        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.FAILED);

        Run again = run.retry();

        assertThat(Mode.ended(again).get(GREETING)).isEqualTo("Hello, Ada");
        assertThat(Followed.ended(again))
                .containsExactly(
                        "retry", "DONE par/two/call", "flow par/two DONE", "join par 2/2 [one, two]", "COMPLETED");
    }

    @Test
    void itemsThatHadSucceededAreNotCarriedAgainAndTheirValuesAreKept() {
        Step greet = context -> {
            if (context.get(NAME).equals("Bob") && failures.getAndDecrement() > 0) {
                throw new IOException("down");
            }
            room.bodies.add(context.path());
            context.put(GREETING, "Hello, " + context.get(NAME));
            return StepResult.done();
        };
        Pipeline pipeline = Pipeline.named("p")
                .input(NAMES)
                .forEach("each", NAMES, NAME, b -> b.step("greet", greet).collect(GREETING, GREETINGS))
                .build();
        Run run = room.failed(pipeline, NAMES.is(List.of("Ada", "Bob", "Eve")));

        Run again = run.retry();

        assertThat(Mode.ended(again).get(GREETINGS)).containsExactly("Hello, Ada", "Hello, Bob", "Hello, Eve");
        assertThat(room.bodies).containsExactly("each[1]/greet", "each[2]/greet");
        assertThat(Followed.ended(again))
                .containsExactly(
                        "retry",
                        "DONE each[1]/greet",
                        "flow each[1] DONE",
                        "DONE each[2]/greet",
                        "flow each[2] DONE",
                        "join each 3/3 []",
                        "COMPLETED");
    }

    @Test
    void aLoopGoesOnInItsRound() {
        Pipeline pipeline = Pipeline.named("p")
                .step("zero", c -> {
                    c.put(COUNT, 0);
                    return StepResult.done();
                })
                .loopUntil(
                        "loop",
                        Condition.equal("count", 3),
                        5,
                        b -> b.step("count", COUNT, COUNT, n -> n + 1).step("call", c -> {
                            room.bodies.add(c.path());
                            if (c.get(COUNT) == 2 && failures.getAndDecrement() > 0) {
                                throw new IOException("down");
                            }
                            return StepResult.done();
                        }))
                .build();
        Run run = room.failed(pipeline);

        assertThat(Mode.ended(run.retry()).get(COUNT)).isEqualTo(3);
        assertThat(room.bodies).containsExactly("loop[1]/call", "loop[2]/call");
    }

    @Test
    void aPipelineInsideGoesOnWhereItFailed() {
        Pipeline inner = Pipeline.named("inner")
                .step("x", room.note())
                .step("call", room.failing(failures))
                .lastly("close", room.note())
                .build();
        Run run = room.failed(Pipeline.named("p").sub("sub", inner).build());

        assertThat(Followed.ended(run.retry()))
                .containsExactly("retry", "DONE sub/call", "DONE sub/close", "flow sub DONE", "COMPLETED");
    }

    @Test
    void theDeadlineOfAPipelineInsideIsCountedAnew() {
        Pipeline inner = Pipeline.named("inner")
                .deadline(Duration.ofHours(1))
                .step("x", room.note())
                .step("call", room.failing(failures))
                .build();
        Run run = room.failed(Pipeline.named("p").sub("sub", inner).build());
        room.advance(Duration.ofHours(2));

        assertThat(Followed.ended(run.retry())).containsExactly("retry", "DONE sub/call", "flow sub DONE", "COMPLETED");
    }

    @Test
    void aDecidedBranchIsNotDecidedAnew() {
        Pipeline pipeline = Pipeline.named("p")
                .branch(
                        "way",
                        c -> c.when("yes", Condition.exists("name"), b -> b.step("call", room.failing(failures)))
                                .otherwise(b -> b.step("never", room.note())))
                .build();
        Run run = room.failed(pipeline, NAME.is("Ada"));

        assertThat(Followed.ended(run.retry())).containsExactly("retry", "DONE way/yes/call", "COMPLETED");
    }

    @Test
    void anApprovalThatWasRejectedIsAskedForAgain() {
        Pipeline pipeline = Pipeline.named("p").approval("review").build();
        Run run = room.with(pipeline).submit("p");
        Followed.of(run).untilWaiting();
        run.reject("review", Answer.by("ada"));
        assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.FAILED);

        Run again = run.retry();
        Followed.of(again).untilWaiting();
        again.approve("review", Answer.by("ada"));

        assertThat(Mode.ended(again).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void aForEachWithTooManyFailuresCarriesOnlyTheFailedItemsAgain() {
        failures.set(2);
        Pipeline pipeline = Pipeline.named("p")
                .input(NAMES)
                .forEach(
                        "each",
                        NAMES,
                        NAME,
                        b -> b.step("call", room.failing(failures)).maxFailures(1))
                .build();
        Run run = room.failed(pipeline, NAMES.is(List.of("a", "b", "c")));

        assertThat(Mode.ended(run.retry()).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(room.bodies).containsExactly("each[0]/call", "each[1]/call", "each[2]/call");
    }
}
