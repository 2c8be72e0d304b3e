package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Queues.QueueState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many runs of named queues are carried at a time, and which never are. */
@Timeout(60)
class QueueLimitsTest {
    private static final Key<Integer> NUMBER = Key.of("number", Integer.class);

    private final Room room = new Room();
    private final Gate gate = new Gate();
    private final Pipeline holding =
            Pipeline.named("holding").step("hold", gate).build();
    private final Pipeline noting = room.noting("noting", NUMBER);

    @AfterEach
    void close() {
        gate.open();
        room.close();
    }

    @Test
    void threeRunsAreCarriedAtATimeWhenNobodyHasSaidIt() throws Exception {
        Gate three = new Gate(3);
        Pipeline pipeline = Pipeline.named("p").step("hold", three).build();
        room.with(pipeline);
        for (int i = 0; i < 5; i++) {
            room.submit(pipeline, Room.in("default"));
        }
        three.awaitEntered();

        assertThat(room.engine().queues().state("default"))
                .isEqualTo(new QueueState("default", 3, 0, false, 2, 3, 0, 0));
        three.open();
    }

    @Test
    void aLimitThatIsRaisedLetsMoreBegin() throws Exception {
        Gate two = new Gate(2);
        Pipeline pipeline = Pipeline.named("p").step("hold", two).build();
        room.with(b -> b.concurrency(1), pipeline);
        room.submit(pipeline, Room.in("default"));
        room.submit(pipeline, Room.in("default"));

        room.engine().queues().limit("default", 2);

        two.awaitEntered();
        two.open();
    }

    @Test
    void twoQueuesHaveTheirOwnLimits() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Gate three = new Gate(3);
        Pipeline counting = Pipeline.named("counting")
                .step("count", c -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    StepResult result = three.execute(c);
                    inside.decrementAndGet();
                    return result;
                })
                .build();
        room.with(b -> b.queue("a", 1).queue("b", 2), counting);
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            runs.add(room.submit(counting, Room.in(i % 2 == 0 ? "a" : "b")));
        }
        three.awaitEntered();

        assertThat(room.engine().queues().state("a").carried()).isEqualTo(1);
        assertThat(room.engine().queues().state("b").carried()).isEqualTo(2);
        three.open();
        runs.forEach(Mode::ended);
        assertThat(most).hasValue(3);
    }

    @Test
    void runsOfOneConcurrencyKeyNeverOverlapAndKeepTheirOrderAcrossQueues() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Pipeline alone = Pipeline.named("alone")
                .step("count", c -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    room.bodies.add(String.valueOf(c.get(NUMBER)));
                    inside.decrementAndGet();
                    return StepResult.done();
                })
                .build();
        room.with(b -> b.queue("a", 5).queue("b", 5), alone);
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            runs.add(room.submit(alone, Room.in(i < 20 ? "a" : "b").concurrencyKey("customer-7"), NUMBER.is(i)));
        }
        runs.forEach(Mode::ended);

        assertThat(most).hasValue(1);
        assertThat(room.bodies.stream().map(Integer::valueOf).filter(i -> i < 20))
                .hasSize(20)
                .isSorted();
        assertThat(room.bodies.stream().map(Integer::valueOf).filter(i -> i >= 20))
                .hasSize(20)
                .isSorted();
    }

    @Test
    void aRunThatWaitsLetsOthersOfItsConcurrencyKeyPass() {
        Pipeline waiting = Pipeline.named("waiting").signal("go").build();
        room.with(waiting, noting);
        SubmitOptions options = Room.in("default").concurrencyKey("customer-7");
        Followed.of(room.submit(waiting, options)).untilWaiting();

        assertThat(Mode.ended(room.submit(noting, options)).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void aRunThatWaitsDoesNotCountAgainstTheLimit() {
        Pipeline waiting = Pipeline.named("waiting").signal("go").build();
        room.with(b -> b.concurrency(1), waiting, noting);
        Run first = room.submit(waiting, Room.in("default"));
        Followed.of(first).untilWaiting();

        assertThat(Mode.ended(room.submit(noting, Room.in("default"))).status()).isEqualTo(RunStatus.COMPLETED);
        first.signal("go");
        assertThat(Mode.ended(first).status()).isEqualTo(RunStatus.COMPLETED);
    }
}
