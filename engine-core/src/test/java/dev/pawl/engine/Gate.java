package dev.pawl.engine;

import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.api.WorkflowContext;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A step that holds until it is let go on, or interrupted. Thread-safe. */
final class Gate implements Step {
    private final CountDownLatch entered;
    private final CountDownLatch open = new CountDownLatch(1);

    Gate() {
        this(1);
    }

    /** @param bodies how many enter before {@link #awaitEntered} returns */
    Gate(int bodies) {
        entered = new CountDownLatch(bodies);
    }

    @Override
    public StepResult execute(WorkflowContext context) throws Exception {
        entered.countDown();
        if (!open.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody has opened the gate at " + context.path());
        }
        return StepResult.done();
    }

    /** Does the same for somebody who is no step, and does not expect to be interrupted. */
    void hold() {
        entered.countDown();
        try {
            open.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted at a gate", e);
        }
    }

    void enter() {
        entered.countDown();
    }

    void awaitEntered() throws InterruptedException {
        if (!entered.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody has come to the gate within 10 s");
        }
    }

    void open() {
        open.countDown();
    }
}
