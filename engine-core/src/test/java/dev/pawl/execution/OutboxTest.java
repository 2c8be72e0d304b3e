package dev.pawl.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunInfo;
import dev.pawl.event.StepProgress;
import dev.pawl.event.StepStarted;
import dev.pawl.store.Commit;
import dev.pawl.testing.SettableTime;
import dev.pawl.walk.EngineTime;
import dev.pawl.walk.Listeners;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What becomes of the events of a run whose listener takes its time. */
class OutboxTest {
    private static final RunInfo RUN = new RunInfo("r", "p", 1, "");

    private final List<String> told = new ArrayList<>();
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    private final Outbox outbox = new Outbox(
            new Listeners(List.of(this::hear)), Runnable::run, new EngineTime(SettableTime.at(Instant.EPOCH)));

    private void hear(ProgressEvent event) {
        told.add(event.toString());
        meanwhile.getAndSet(() -> {}).run();
    }

    private void tick(String path, int done) {
        outbox.passing(new StepProgress(RUN, 0, 0, 0, path, done, 9, ""));
    }

    @Test
    void whileAListenerTakesItsTimeOnlyTheNewestProgressOfAStepIsKept() {
        meanwhile.set(() -> {
            tick("a", 2);
            tick("a", 3);
            tick("b", 1);
            tick("b", 2);
            outbox.recorded(Commit.committed(7), 0, at -> new StepStarted(RUN, at, at, 0, "c", 1));
            tick("b", 3);
            tick("b", 4);
        });

        tick("a", 1);
        tick("a", 4);

        assertThat(told)
                .containsExactly(
                        "p r a 1 of 9",
                        "p r a 3 of 9",
                        "p r b 2 of 9",
                        "p r c started",
                        "p r b 4 of 9",
                        "p r a 4 of 9");
    }
}
