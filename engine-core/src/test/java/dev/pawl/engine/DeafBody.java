package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.api.WorkflowContext;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A body that does not care for interruption when it runs for the first time: it ends when it is told to, and then puts, logs and tells
 * what nobody wants to know any more. From the second time on it ends at once. Thread-safe.
 */
final class DeafBody implements Step, AutoCloseable {
    static final Key<String> PUT = Key.of("put", String.class);

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger bodies = new AtomicInteger();
    private volatile Thread thread;

    @Override
    public StepResult execute(WorkflowContext context) {
        int number = bodies.incrementAndGet();
        if (number == 1) {
            thread = Thread.currentThread();
            entered.countDown();
            awaitWhateverComes(release);
        }
        context.put(PUT, "body " + number);
        context.log("line of body " + number);
        context.progress(1, 1, "progress of body " + number);
        return StepResult.done("by body " + number);
    }

    void awaitEntered() throws InterruptedException {
        assertThat(entered.await(10, TimeUnit.SECONDS)).as("the body has begun").isTrue();
    }

    /** How often it began. */
    int bodies() {
        return bodies.get();
    }

    String threadName() {
        return thread.getName();
    }

    /** Lets the first body end; its thread ends too when all others have something to do. */
    void endWithItsThread() throws InterruptedException {
        release.countDown();
        thread.join(10_000);
        assertThat(thread.isAlive()).as("the thread of the body").isFalse();
    }

    @Override
    public void close() {
        release.countDown();
    }

    static void awaitWhateverComes(CountDownLatch latch) {
        boolean isOver = false;
        while (!isOver) {
            try {
                isOver = latch.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                isOver = false;
            }
        }
    }
}
