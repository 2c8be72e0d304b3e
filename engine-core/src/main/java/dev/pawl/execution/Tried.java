package dev.pawl.execution;

import dev.pawl.api.StepResult;
import dev.pawl.event.StepFinished.Outcome;
import dev.pawl.history.Encoding;
import dev.pawl.walk.BoundStep;
import dev.pawl.walk.EngineTime;
import java.util.Optional;

/**
 * One attempt of a step in a recorded run, and how it went: it has a result, or something was thrown. Immutable.
 *
 * @param data the stored form of the data that came with the result
 * @param interrupted why the engine interrupted the body; null when it did not
 */
record Tried(
        RunRecorder.Attempted attempted,
        RecordedContext context,
        Optional<StepResult> result,
        Optional<Object> data,
        Optional<Throwable> thrown,
        Interruption.Reason interrupted) {

    /**
     * Calls the body, or that of a fallback, in a context for the place where it stands. Every Throwable is the step's failure, and so is
     * data that cannot be stored. The thread is left as it was found, whatever the body did to it.
     */
    static Tried of(
            BoundStep step,
            RecordedContext context,
            Encoding encoding,
            Interruption interruption,
            EngineTime time,
            long start) {
        Optional<StepResult> result = Optional.empty();
        Optional<Object> data = Optional.empty();
        Optional<Throwable> thrown = Optional.empty();
        Thread thread = Thread.currentThread();
        ClassLoader classes = thread.getContextClassLoader();
        try {
            StepResult returned = step.attempt(context);
            if (returned instanceof StepResult.Done done) {
                data = done.data().map(value -> encoding.storeData(context.path(), value));
            }
            result = Optional.of(returned);
        } catch (Throwable t) {
            thrown = Optional.of(t);
        }
        Interruption.Reason interrupted = interruption.leave();
        if (thread.getContextClassLoader() != classes) {
            thread.setContextClassLoader(classes);
        }
        return new Tried(
                new RunRecorder.Attempted(context.path(), context.attempt(), start, time.nanos()),
                context,
                result,
                data,
                thrown,
                interrupted);
    }

    /** What the step said of its result. */
    String message() {
        return result.map(StepResult::message).orElse("");
    }

    static Outcome outcome(StepResult result, boolean isFallback) {
        if (result instanceof StepResult.Stop) {
            return Outcome.STOPPED;
        }
        if (isFallback) {
            return Outcome.FELL_BACK;
        }
        return result instanceof StepResult.Skipped ? Outcome.SKIPPED : Outcome.DONE;
    }
}
