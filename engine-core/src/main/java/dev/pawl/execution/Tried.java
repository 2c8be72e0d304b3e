package dev.pawl.execution;

import dev.pawl.api.StepResult;
import dev.pawl.event.StepFinished.Outcome;
import java.util.Optional;

/**
 * One attempt of a step in a recorded run, and how it went: it has a result, or something was thrown. Immutable.
 *
 * @param data the stored form of the data that came with the result
 * @param isInterrupted whether the engine interrupted the body; then it counts as never begun
 */
record Tried(
        RunRecorder.Attempted attempted,
        RecordedContext context,
        Optional<StepResult> result,
        Optional<Object> data,
        Optional<Throwable> thrown,
        boolean isInterrupted) {

    /**
     * Calls the body, or that of a fallback, in a context for the place where it stands. Every Throwable is the step's failure, and so is
     * data that cannot be stored.
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
        interruption.enter();
        try {
            StepResult returned = step.attempt(context);
            if (returned instanceof StepResult.Done done) {
                data = done.data().map(value -> encoding.storeData(context.path(), value));
            }
            result = Optional.of(returned);
        } catch (Throwable t) {
            thrown = Optional.of(t);
        }
        boolean isInterrupted = interruption.leave();
        return new Tried(
                new RunRecorder.Attempted(context.path(), context.attempt(), start, time.nanos()),
                context,
                result,
                data,
                thrown,
                isInterrupted);
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
