package dev.pawl.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.testing.SettableTime;
import dev.pawl.walk.EngineTime;
import dev.pawl.walk.Listeners;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** There is one outbox of a run while anybody needs it, else its events could be told out of order. */
class OutboxesTest {
    private final Outboxes outboxes = new Outboxes(
            new Listeners(List.of(event -> {})), Runnable::run, new EngineTime(SettableTime.at(Instant.EPOCH)));

    @Test
    void anOutboxStaysWhenOneOfTwoWhoNeedItHasLeft() {
        Outbox first = outboxes.of("a");
        Outbox second = outboxes.of("a");

        outboxes.forget("a");

        assertThat(first).isSameAs(second).isSameAs(outboxes.of("a"));
    }

    @Test
    void anOutboxIsGoneWhenAllHaveLeft() {
        Outbox first = outboxes.of("a");
        outboxes.of("a");

        outboxes.forget("a");
        outboxes.forget("a");

        assertThat(outboxes.of("a")).isNotSameAs(first);
    }
}
