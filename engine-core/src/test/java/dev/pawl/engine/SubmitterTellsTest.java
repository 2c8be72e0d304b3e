package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunSubmitted;
import dev.pawl.event.StepStarted;
import dev.pawl.pipeline.Pipeline;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever submits a run tells that it was submitted, and is not held up by what its listeners hear after that. */
@Timeout(60)
class SubmitterTellsTest {
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final CountDownLatch secondIsInItsBody = new CountDownLatch(1);
    private final CompletableFuture<Thread> tellerOfTheBody = new CompletableFuture<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();

    @Test
    void aRunThatBeginsWhileItsSubmitIsToldIsToldByAnother() throws Exception {
        Pipeline first = Pipeline.named("first")
                .step("hold", context -> {
                    firstMayEnd.await();
                    return StepResult.done();
                })
                .build();
        Pipeline second = Pipeline.named("second")
                .step("work", context -> {
                    secondIsInItsBody.countDown();
                    return StepResult.done();
                })
                .build();
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .concurrency(1)
                .pipeline(first)
                .pipeline(second)
                .listener(this::hear)
                .build()) {
            engine.submit("first", Inputs.none());
            Run run = engine.submit("second", Inputs.none());

            assertThat(tellerOfTheBody.get(Mode.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isNotEqualTo(Thread.currentThread());
            Mode.ended(run);
        }
        assertThat(wrong).isEmpty();
    }

    /** Lets the second run come into its body while its submitter is still here. */
    private void hear(ProgressEvent event) {
        if (event.of().pipeline().equals("second") && event instanceof RunSubmitted) {
            firstMayEnd.countDown();
            try {
                if (!secondIsInItsBody.await(Mode.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    wrong.add("the second run has not begun");
                }
            } catch (InterruptedException e) {
                wrong.add("interrupted");
            }
        } else if (event.of().pipeline().equals("second") && event instanceof StepStarted) {
            tellerOfTheBody.complete(Thread.currentThread());
        }
    }
}
