package dev.pawl.process;

import dev.pawl.api.Inputs;
import dev.pawl.api.Step;
import dev.pawl.engine.Run;
import dev.pawl.engine.RunResult;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepLogged;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.StepOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A recorded run of one step, and what is heard of it. Thread-safe. */
final class OneStep implements AutoCloseable {
    static final String ID = "program";
    static final Duration LIMIT = Duration.ofSeconds(60);

    final WorkflowEngine engine;
    final Run run;
    private final List<ProgressEvent> events = new ArrayList<>(); // guarded by this

    private OneStep(Step step, UnaryOperator<StepOptions> options) {
        Pipeline pipeline = Pipeline.named("one").step(ID, step, options).build();
        engine =
                WorkflowEngine.builder().pipeline(pipeline).listener(this::hear).build();
        run = engine.submit("one", Inputs.none());
    }

    static OneStep start(Step step) {
        return start(step, plain -> plain);
    }

    static OneStep start(Step step, UnaryOperator<StepOptions> options) {
        return new OneStep(step, options);
    }

    /** The data of a step that ends well. */
    static Map<String, Object> data(Step step) throws InterruptedException {
        try (OneStep one = start(step)) {
            Map<String, Object> data = new LinkedHashMap<>();
            Map<?, ?> found = one.end().orThrow().result(ID, Map.class);
            found.forEach((name, value) -> data.put((String) name, value));
            return data;
        }
    }

    RunResult end() throws InterruptedException {
        return run.await(LIMIT).orElseThrow(() -> new AssertionError(run + " has not ended; heard " + events));
    }

    private synchronized void hear(ProgressEvent event) {
        events.add(event);
        notifyAll();
    }

    /** What the program has said so far. */
    synchronized List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (ProgressEvent event : events) {
            if (event instanceof StepLogged logged) {
                lines.add(logged.line());
            }
        }
        return lines;
    }

    synchronized List<StepFailed> failures() {
        List<StepFailed> failures = new ArrayList<>();
        for (ProgressEvent event : events) {
            if (event instanceof StepFailed failed) {
                failures.add(failed);
            }
        }
        return failures;
    }

    synchronized void awaitLine(String line) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!lines().contains(line)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("'" + line + "' was not said; heard " + events);
            }
            wait(left);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
