package dev.pawl.examples.recipes;

import dev.pawl.event.*;
import dev.pawl.pipeline.Paths;
import io.opentelemetry.api.trace.*;
import io.opentelemetry.context.Context;
import java.util.*;

/**
 * Traces runs with OpenTelemetry: a span for each stretch in which a run is carried, and in it one for each attempt of a step. A run that
 * waits or is parked has no open span, and the span of an attempt is made when that is over, of what its event says. An attempt links to
 * the one before it, and a stretch to the stretch before it. Of more than {@value #MOST_RUNS} runs that have not ended the oldest are
 * forgotten, such as those that another engine has ended. Thread-safe.
 */
public final class RunTraces implements ProgressListener {
    static final int MOST_RUNS = 10_000;

    private final Tracer tracer;
    private final Map<String, Traced> runs = new LinkedHashMap<>(); // guarded by this

    public RunTraces(Tracer tracer) {
        this.tracer = tracer;
    }

    /** A run: its newest stretch, and of the steps that are to be tried again the newest attempt. */
    private record Traced(Span stretch, Map<String, SpanContext> failed) {}

    @Override
    public synchronized void on(ProgressEvent event) {
        if (event instanceof RunStarted || event instanceof RunResumed) {
            begin(event);
        }
        Traced run = runs.get(event.run());
        if (run == null) {
            return;
        }
        if (event instanceof StepFinished step) {
            attempt(run, step, step.path(), step.attempt(), step.nanos()).end(step.time());
            run.failed.remove(step.path());
        } else if (event instanceof StepFailed step) {
            Span span = attempt(run, step, step.path(), step.attempt(), step.nanos());
            span.setStatus(StatusCode.ERROR, step.error()).end(step.time());
            if (step.retryAt() > 0 || step.fallsBack()) {
                run.failed.put(step.path(), span.getSpanContext());
            } else {
                run.failed.remove(step.path());
            }
        } else if (event instanceof RunWaiting || event instanceof RunParked) {
            run.stretch.end(event.time());
        } else if (event instanceof RunEnded end) {
            run.stretch.setStatus(end.status() == RunStatus.FAILED ? StatusCode.ERROR : StatusCode.UNSET);
            run.stretch.setAttribute("pawl.outcome", end.status().name()).end(end.time());
            runs.remove(event.run());
        }
    }

    private void begin(ProgressEvent event) {
        Traced before = runs.remove(event.run());
        SpanBuilder stretch = tracer.spanBuilder(event.of().pipeline())
                .setNoParent()
                .setStartTimestamp(event.time())
                .setAttribute("pawl.run", event.run());
        if (before != null) {
            before.stretch.end(event.time()); // open when nobody has said that it was left
            stretch.addLink(before.stretch.getSpanContext());
        }
        Map<String, SpanContext> failed = before == null ? new HashMap<>() : before.failed;
        runs.put(event.run(), new Traced(stretch.startSpan(), failed));
        if (runs.size() > MOST_RUNS) {
            Iterator<Traced> oldest = runs.values().iterator();
            oldest.next().stretch.end();
            oldest.remove();
        }
    }

    private Span attempt(Traced run, ProgressEvent event, String path, int attempt, long nanos) {
        SpanBuilder span = tracer.spanBuilder(Paths.inPipeline(path))
                .setParent(Context.root().with(run.stretch))
                .setStartTimestamp(event.time().minusNanos(nanos))
                .setAttribute("pawl.path", path)
                .setAttribute("pawl.attempt", attempt);
        SpanContext before = run.failed.get(path);
        return (before == null ? span : span.addLink(before)).startSpan();
    }
}
