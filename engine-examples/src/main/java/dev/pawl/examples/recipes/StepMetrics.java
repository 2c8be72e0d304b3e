package dev.pawl.examples.recipes;

import dev.pawl.engine.Health;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.ProgressListener;
import dev.pawl.event.RunEnded;
import dev.pawl.event.StepFailed;
import dev.pawl.event.StepFinished;
import dev.pawl.pipeline.Paths;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Measures runs with Micrometer: the timer {@code pawl.step} of each attempt by pipeline, step and outcome, the counter {@code pawl.runs}
 * of runs that have ended, and the gauges {@code pawl.runs.queued} and {@code pawl.runs.active}. A step is named by its place in the
 * pipeline, without indexes and ids of runs, so the number of meters does not grow with the number of runs. Thread-safe.
 */
public final class StepMetrics implements ProgressListener {
    private final MeterRegistry meters;

    public StepMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Adds what only the engine itself knows; each reading asks {@link WorkflowEngine#health()}. */
    public void observe(WorkflowEngine engine) {
        Gauge.builder("pawl.runs.queued", engine, e -> e.health().queued()).register(meters);
        Gauge.builder("pawl.runs.active", engine, e -> e.health().active()).register(meters);
        Gauge.builder("pawl.healthy", engine, e -> e.health().state() == Health.State.RED ? 0 : 1)
                .register(meters);
    }

    @Override
    public void on(ProgressEvent event) {
        if (event instanceof StepFinished step) {
            attempt(step, step.path(), word(step.outcome()), step.nanos());
        } else if (event instanceof StepFailed step) {
            attempt(step, step.path(), step.retryAt() > 0 ? "retried" : "failed", step.nanos());
        } else if (event instanceof RunEnded end) {
            meters.counter("pawl.runs", "pipeline", end.of().pipeline(), "outcome", word(end.status()))
                    .increment();
        }
    }

    private void attempt(ProgressEvent event, String path, String outcome, long nanos) {
        String pipeline = event.of().pipeline();
        meters.timer("pawl.step", "pipeline", pipeline, "step", Paths.inPipeline(path), "outcome", outcome)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private static String word(Enum<?> outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
