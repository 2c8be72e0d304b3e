package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.api.Inputs;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunEnded;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Pipeline;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever awaits a run that is carried here hears of its end with its cause, which the store does not have. */
@Timeout(60)
class AwaitedEndTest {
    private final CountDownLatch mayFail = new CountDownLatch(1);
    private final CountDownLatch isBeingTold = new CountDownLatch(1);
    private final CountDownLatch mayBeTold = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        mayFail.countDown();
        mayBeTold.countDown();
    }

    @Test
    void anEndThatIsInTheStoreIsNotReadFromThereWhileItIsToldHere() throws Exception {
        Pipeline failing = Pipeline.named("failing")
                .step("fail", context -> {
                    mayFail.await();
                    throw new IllegalStateException("the cause");
                })
                .build();
        try (WorkflowEngine engine =
                WorkflowEngine.builder().pipeline(failing).listener(this::hear).build()) {
            Run run = engine.submit("failing", Inputs.none());
            Run found = engine.find(run.id()).orElseThrow();
            // Who found it looks for its end in the store, too.
            assertThat(found.await(Duration.ofMillis(1))).isEmpty();
            mayFail.countDown();
            assertThat(isBeingTold.await(Mode.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();

            assertThat(run.status()).isEqualTo(RunStatus.FAILED);
            assertThat(run.await(Duration.ofMillis(300))).isEmpty();
            mayBeTold.countDown();

            assertThatThrownBy(() -> Mode.ended(run).orThrow()).hasRootCauseMessage("the cause");
            assertThatThrownBy(() -> Mode.ended(found).orThrow()).hasRootCauseMessage("the cause");
        }
    }

    private void hear(ProgressEvent event) {
        if (event instanceof RunEnded) {
            isBeingTold.countDown();
            DeafBody.awaitWhateverComes(mayBeTold);
        }
    }
}
