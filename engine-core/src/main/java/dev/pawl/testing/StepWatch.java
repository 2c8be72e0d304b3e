package dev.pawl.testing;

import dev.pawl.api.StepInterceptor;
import dev.pawl.api.StepResult;
import java.time.Duration;
import java.util.Optional;

/** Makes the attempts before the tested one fail, and sees what becomes of that. For one run. Thread-safe. */
final class StepWatch implements StepInterceptor {
    private final int attempt;
    private final Optional<String> givenNote;
    private final boolean isInterrupted;
    private volatile Optional<String> note = Optional.empty();
    private volatile Thread body;
    private volatile Optional<StepResult> returned = Optional.empty();

    StepWatch(int attempt, Optional<String> givenNote, boolean isInterrupted) {
        this.attempt = attempt;
        this.givenNote = givenNote;
        this.isInterrupted = isInterrupted;
    }

    @Override
    public StepResult intercept(Chain chain) throws Exception {
        if (!chain.context().path().equals(StepTester.ID)) {
            return chain.proceed();
        }
        if (chain.context().attempt() < attempt) {
            if (givenNote.isPresent()) {
                chain.context().note(givenNote.get());
            }
            throw new IllegalStateException("an attempt before the one that is tested");
        }
        body = Thread.currentThread();
        if (isInterrupted) {
            body.interrupt();
        }
        try {
            StepResult result = chain.proceed();
            returned = Optional.ofNullable(result);
            return result;
        } finally {
            note = chain.context().note();
        }
    }

    Optional<String> note() {
        return note;
    }

    Optional<StepResult> returned() {
        return returned;
    }

    /** What to say of a body that does not end. */
    AssertionError late(Duration limit) {
        Thread now = body;
        StackTraceElement[] stack = now == null ? new StackTraceElement[0] : now.getStackTrace();
        AssertionError error = new AssertionError("the step did not end within " + limit
                + (stack.length == 0 ? "" : "; it stands at " + stack[0])
                + "; let it end, or give it more time with limit(…)");
        if (stack.length > 0) {
            error.setStackTrace(stack);
        }
        return error;
    }

    @Override
    public String toString() {
        return "StepTester";
    }
}
