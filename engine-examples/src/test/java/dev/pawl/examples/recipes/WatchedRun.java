package dev.pawl.examples.recipes;

import dev.pawl.api.Inputs;
import dev.pawl.api.StepResult;
import dev.pawl.engine.Run;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.ProgressListener;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.Retry;
import dev.pawl.testing.CrashingRepository;
import dev.pawl.testing.Recorder;
import dev.pawl.testing.SettableTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Runs for a listener to watch: with a retry, a parallel, a wait and a failure, and one that is resumed. Confined to one thread. */
final class WatchedRun {
    static final Duration LIMIT = Duration.ofSeconds(10);

    private static final Pipeline ORDER = Pipeline.named("order")
            .step(
                    "check",
                    context -> {
                        if (context.attempt() == 1) {
                            throw new IOException("busy");
                        }
                        return StepResult.done();
                    },
                    step -> step.retry(Retry.times(2).backoff(Duration.ofMinutes(1))))
            .parallel(
                    "both",
                    both -> both.branch("left", left -> left.step("pack", context -> StepResult.done()))
                            .branch("right", right -> right.step("bill", context -> StepResult.skipped("free"))))
            .signal("paid")
            .step("send", context -> {
                throw new IOException("no van");
            })
            .build();

    private WatchedRun() {}

    /** Carries the run to its end, and lets somebody look at the engine while it waits for its signal. */
    static Run failing(ProgressListener listener, Consumer<WorkflowEngine> whileItWaits) throws InterruptedException {
        SettableTime time = SettableTime.at(Instant.parse("2030-01-01T00:00:00Z"));
        Recorder recorder = new Recorder();
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .pipeline(ORDER)
                .time(time)
                .listener(listener)
                .listener(recorder)
                .build()) {
            Run run = engine.submit("order", Inputs.none());
            recorder.await("waits: ", LIMIT);
            time.awaitWakes(1, LIMIT);
            time.advance(Duration.ofMinutes(1));
            recorder.await(
                    event -> event.toString().contains("waits: ")
                            && event.toString().contains("paid"),
                    LIMIT);
            whileItWaits.accept(engine);
            run.signal("paid");
            recorder.await("failed", LIMIT);
            return run;
        }
    }

    /** A run whose first engine is gone after a step, and that another one carries to its end. */
    static Run resumed(ProgressListener first, ProgressListener second) throws InterruptedException {
        Pipeline two = Pipeline.named("two")
                .step("one", context -> StepResult.done())
                .step("other", context -> StepResult.done())
                .build();
        CrashingRepository crashing = CrashingRepository.after(3, InMemoryRepository.create());
        String id;
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .repository(crashing)
                .pipeline(two)
                .listener(first)
                .build()) {
            id = engine.submit("two", Inputs.none()).id();
            crashing.awaitCrash(LIMIT);
        }
        Recorder recorder = new Recorder();
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .repository(crashing.left())
                .pipeline(two)
                .listener(second)
                .listener(recorder)
                .build()) {
            recorder.await("completed", LIMIT);
            return engine.find(id).orElseThrow();
        }
    }
}
