package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.event.EventFeed;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.RunStatus;
import dev.pawl.event.RunStopping;
import dev.pawl.event.StepProgress;
import dev.pawl.pipeline.Pipeline;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A listener that is told on the thread of a body is not interrupted in the body's place; the body is, when it goes on. */
@Timeout(60)
class InterruptedListenerTest {
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CompletableFuture<String> listener = new CompletableFuture<>();
    private final CompletableFuture<Boolean> body = new CompletableFuture<>();
    private volatile Thread thread;

    @Test
    void anInterruptionThatComesWhileAListenerIsToldWaitsForTheBody() throws Exception {
        Pipeline pipeline = Pipeline.named("p")
                .step("work", context -> {
                    thread = Thread.currentThread();
                    context.progress(1, 2, "half");
                    body.complete(Thread.interrupted());
                    context.progress(2, 2, "whole");
                    assertThat(Thread.interrupted()).isFalse();
                    return StepResult.done();
                })
                .build();
        try (WorkflowEngine engine =
                WorkflowEngine.builder().pipeline(pipeline).listener(this::hear).build()) {
            Run run = engine.submit("p", Inputs.none());
            assertThat(told.await(Mode.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            run.cancel("ada");
            awaitStopping(run);
            goOn.countDown();

            assertThat(Mode.ended(run).status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(listener.get()).isEqualTo("left alone");
            assertThat(body.get()).isTrue();
        }
    }

    private void hear(ProgressEvent event) {
        if (event instanceof StepProgress progress && progress.done() == 1) {
            assertThat(Thread.currentThread()).isEqualTo(thread);
            told.countDown();
            try {
                listener.complete(
                        goOn.await(Mode.LIMIT.toSeconds(), TimeUnit.SECONDS) ? "left alone" : "never told to go on");
            } catch (InterruptedException e) {
                listener.complete("interrupted");
            }
        }
    }

    /** When that is recorded, the body has been interrupted. */
    private static void awaitStopping(Run run) throws InterruptedException {
        try (EventFeed feed = run.events(0)) {
            List<ProgressEvent> events = List.of();
            while (events.stream().noneMatch(RunStopping.class::isInstance)) {
                assertThat(feed.isEnded()).isFalse();
                events = feed.next(100, Mode.LIMIT);
                assertThat(events).isNotEmpty();
            }
        }
    }
}
