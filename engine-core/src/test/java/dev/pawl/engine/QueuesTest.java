package dev.pawl.engine;

import static dev.pawl.engine.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Key;
import dev.pawl.engine.RefusedException.Reason;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Queues.QueueState;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Named queues of an engine: limits, capacities, pauses and concurrency keys. */
@Timeout(60)
class QueuesTest {
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
    void aPausedQueueBeginsNoRunUntilItIsResumed() {
        room.with(b -> b.queue("mail", 2), noting);
        room.engine().queues().pause("mail");
        Run held = room.submit(noting, Room.in("mail"), NUMBER.is(1));
        Mode.ended(room.submit(noting, Room.in("default"), NUMBER.is(2)));
        assertThat(held.status()).isEqualTo(RunStatus.QUEUED);

        room.engine().queues().resume("mail");

        assertThat(Mode.ended(held).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(room.bodies).containsExactly("2", "1");
    }

    @Test
    void aPauseHoldsInTheNextEngineToo() {
        room.with(noting).engine().queues().pause("default");
        Run before = room.submit(noting, Room.in("default"));
        room.with(noting);

        assertThat(room.engine().queues().state("default").paused()).isTrue();
        assertThat(room.find(before).explain().toString()).startsWith("Queue 'default' is paused");
        room.engine().queues().resume("default");
        assertThat(Mode.ended(room.find(before)).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void theStateCountsWhatIsQueuedCarriedWaitingAndParked() throws Exception {
        Pipeline waiting = Pipeline.named("waiting").signal("go").build();
        room.with(b -> b.queue("mail", 1, 5), noting, holding, waiting);
        Followed.of(room.submit(waiting, Room.in("mail"))).untilWaiting();
        room.submit(holding, Room.in("mail"));
        gate.awaitEntered();
        room.submit(noting, Room.in("mail"));
        room.submit(noting, Room.in("mail"));

        assertThat(room.engine().queues().state("mail")).isEqualTo(new QueueState("mail", 1, 5, false, 2, 1, 1, 0));
        assertThat(room.engine().queues().all()).extracting(QueueState::name).containsExactly("mail");
    }

    @Test
    void aFullQueueRefusesByTypeAndTakesRunsAgainWhenThereIsRoom() throws Exception {
        room.with(b -> b.queue("mail", 1, 1), noting, holding);
        room.submit(holding, Room.in("mail"));
        gate.awaitEntered();
        Run queued = room.submit(noting, Room.in("mail"));

        refused(Reason.QUEUE_FULL, () -> room.submit(noting, Room.in("mail")))
                .hasMessageContaining("the capacity of queue 'mail' is 1, and as many runs wait in it");
        room.engine().queues().capacity("mail", 2);
        Run second = room.submit(noting, Room.in("mail"));
        gate.open();
        assertThat(Mode.ended(queued).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(Mode.ended(second).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void aKeyThatIsKnownIsAnsweredByAFullQueue() throws Exception {
        room.with(b -> b.queue("mail", 1, 1), noting, holding);
        room.submit(holding, Room.in("mail"));
        gate.awaitEntered();
        SubmitOptions options = SubmitOptions.key("k").queue("mail");
        Run queued = room.submit(noting, options);

        assertThat(room.submit(noting, options).id()).isEqualTo(queued.id());
    }

    @Test
    void aQueueThatTheEngineDoesNotHaveIsRefusedWithTheNearestOne() {
        room.with(b -> b.queue("mail", 1), noting);

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> room.submit(noting, Room.in("mial")),
                () -> room.engine().queues().pause("mial"),
                () -> room.engine().queues().resume("mial"),
                () -> room.engine().queues().limit("mial", 1),
                () -> room.engine().queues().capacity("mial", 1),
                () -> room.engine().queues().state("mial"))) {
            refused(Reason.UNKNOWN_QUEUE, call)
                    .hasMessageStartingWith("queue 'mial' is not named in this engine's builder")
                    .hasMessageContaining("'mail'");
        }
    }

    @Test
    void anEngineWithoutWorkersOnlySubmitsAndAnotherCarries() {
        room.with(b -> b.workers(0), noting);
        Run run = room.submit(noting, Room.in("default"));
        try (WorkflowEngine other = WorkflowEngine.builder()
                .repository(room.repository())
                .time(room.time)
                .pipeline(noting)
                .build()) {
            assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(room.engine().health().workers()).isZero();
            assertThat(other.health().workers()).isEqualTo(8);
        }
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        room.with(b -> b.queue("mail", 1), noting);

        assertThatThrownBy(() -> WorkflowEngine.builder().queue("mail", -1))
                .hasMessage("limit of queue 'mail' is not from 0 to 10000: -1");
        assertThatThrownBy(() -> WorkflowEngine.builder().queue("mail", 1, -1))
                .hasMessage("capacity of queue 'mail' < 0: -1");
        assertThatThrownBy(() -> WorkflowEngine.builder().workers(-1)).hasMessage("workers is not from 0 to 10000: -1");
        assertThatThrownBy(() -> room.engine().queues().limit("mail", -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> room.engine().queues().capacity("mail", -1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
