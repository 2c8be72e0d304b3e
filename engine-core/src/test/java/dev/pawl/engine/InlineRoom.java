package dev.pawl.engine;

import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.api.Values;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.testing.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** Runs pipelines on the caller's thread, with a clock that is set by hand and a listener. Confined to one thread. */
final class InlineRoom {
    static final Step DONE = context -> StepResult.done();

    final SettableTime time = SettableTime.at(Instant.parse("2030-01-01T00:00:00Z"));
    final Told told = new Told();

    Values run(Pipeline pipeline) {
        try (WorkflowEngine engine =
                WorkflowEngine.builder().time(time).listener(told).build()) {
            return engine.run(pipeline);
        }
    }

    /** A step that takes that long, and then waits for ever. */
    Step blocking(int seconds) {
        return context -> {
            time.advance(Duration.ofSeconds(seconds));
            new CountDownLatch(1).await();
            return StepResult.done();
        };
    }

    /** A result that says whether an interrupt is left in the thread. */
    static StepResult flag(int attempt) {
        return StepResult.done(
                "",
                "attempt " + attempt + ", interrupted: "
                        + Thread.currentThread().isInterrupted());
    }
}
