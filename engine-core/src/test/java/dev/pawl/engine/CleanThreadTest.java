package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.event.ProgressListener;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Pipeline;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever a body or a listener does to its thread, the next body finds the thread's interrupt flag and class loader as they should be.
 * Threads that a body has started are its own: they live on, and hold up nothing. What it leaves in thread-locals stays there.
 */
@Timeout(60)
class CleanThreadTest {
    private static final int ROUNDS = 100;
    private static final int THREADS = 100;

    private final ClassLoader foreign = new URLClassLoader(new URL[0], null);
    private final List<Object> seen = new ArrayList<>();
    private final Step look = context -> {
        seen.add(Thread.currentThread().isInterrupted());
        seen.add(Thread.currentThread().getContextClassLoader() == foreign);
        return StepResult.done();
    };

    private void spoil() {
        Thread.currentThread().setContextClassLoader(foreign);
        Thread.currentThread().interrupt();
    }

    @Test
    void theNextBodyFindsNothingOfWhatOneHasLeft() {
        Pipeline pipeline = Pipeline.named("p")
                .step("leave", context -> {
                    spoil();
                    return StepResult.done();
                })
                .step("look", look)
                .step(
                        "fail",
                        context -> {
                            spoil();
                            throw new IOException("with the flag");
                        },
                        s -> s.fallback(look))
                .step("after", look)
                .build();

        rounds(pipeline, event -> {});

        assertThat(seen).hasSize(ROUNDS * 6).containsOnly(false);
    }

    @Test
    void theNextBodyFindsNothingOfWhatAListenerHasLeft() {
        Pipeline pipeline =
                Pipeline.named("p").step("first", look).step("second", look).build();

        rounds(pipeline, event -> spoil());

        assertThat(seen).hasSize(ROUNDS * 4).containsOnly(false);
    }

    private void rounds(Pipeline pipeline, ProgressListener listener) {
        // Whoever submits may be the one who tells; what a listener does to that thread is the submitter's to see.
        Thread submitter = Thread.currentThread();
        ProgressListener onWorkers = event -> {
            if (Thread.currentThread() != submitter) {
                listener.on(event);
            }
        };
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .workers(1)
                .pipeline(pipeline)
                .listener(onWorkers)
                .build()) {
            for (int i = 0; i < ROUNDS; i++) {
                assertThat(Mode.ended(engine.submit("p", Inputs.none())).status())
                        .isEqualTo(RunStatus.COMPLETED);
            }
        }
    }

    @Test
    void threadsThatABodyLeavesBehindHoldUpNoOne() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> left = new ArrayList<>();
        Pipeline pipeline = Pipeline.named("p")
                .step("leave", context -> {
                    for (int i = 0; i < THREADS; i++) {
                        Thread thread = new Thread(() -> DeafBody.awaitWhateverComes(end), "left-" + i);
                        thread.setDaemon(true);
                        thread.start();
                        left.add(thread);
                    }
                    return StepResult.done();
                })
                .build();
        try {
            for (int i = 0; i < Figures.of(10, ROUNDS); i++) {
                WorkflowEngine engine =
                        WorkflowEngine.builder().workers(1).pipeline(pipeline).build();
                RunResult result = Mode.ended(engine.submit("p", Inputs.none()));
                long start = System.nanoTime();
                engine.close();

                assertThat(result.status()).isEqualTo(RunStatus.COMPLETED);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
            }
            assertThat(left).allMatch(Thread::isAlive);
        } finally {
            end.countDown();
        }
        for (Thread thread : left) {
            thread.join(10_000);
        }
    }
}
