package dev.pawl.examples.bench;

import dev.pawl.api.Key;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.ProgressEvent;
import dev.pawl.event.ProgressListener;
import dev.pawl.event.StepFinished;
import dev.pawl.event.StepStarted;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.PipelineBuilder;
import java.nio.file.Path;

/** The engine in memory: {@code engine.run} with default options, without a listener, with one that reads, with one that keeps. */
final class MemoryPawl implements Contender {
    private final WorkflowEngine engine;
    private final Key<Integer> first = Key.of(Work.VALUES[0], Integer.class);
    private Key<Integer> last = first;
    private final Pipeline pipeline;

    private MemoryPawl(WorkflowEngine engine) {
        this.engine = engine;
        PipelineBuilder builder = Pipeline.named("memory");
        for (int i = 0; i < STEPS; i++) {
            Key<Integer> in = last;
            Key<Integer> out = Key.of(Work.VALUES[i + 1], Integer.class);
            builder.step("step-" + i, context -> {
                context.put(out, context.get(in) + 1);
                return dev.pawl.api.StepResult.done();
            });
            last = out;
        }
        pipeline = builder.build();
    }

    static MemoryPawl quiet() {
        return new MemoryPawl(WorkflowEngine.create());
    }

    static MemoryPawl read() {
        return new MemoryPawl(WorkflowEngine.builder().listener(new Sums()).build());
    }

    static MemoryPawl kept() {
        return new MemoryPawl(WorkflowEngine.builder().listener(new Newest()).build());
    }

    /** Reads what it is told and keeps sums. */
    private static final class Sums implements ProgressListener {
        long sum;

        @Override
        public void on(ProgressEvent event) {
            if (event instanceof StepFinished finished) {
                sum += finished.nanos();
            } else if (event instanceof StepStarted started) {
                sum += started.attempt();
            }
        }
    }

    /** Keeps the newest thousand events. */
    private static final class Newest implements ProgressListener {
        private final ProgressEvent[] events = new ProgressEvent[1024];
        private int next;

        @Override
        public void on(ProgressEvent event) {
            events[next++ & 1023] = event;
        }
    }

    @Override
    public void open(Path folder, int concurrency) {}

    @Override
    public void run(int runs) {
        for (int r = 0; r < runs; r++) {
            if (engine.run(pipeline, first.is(0)).get(last) != STEPS) {
                throw new IllegalStateException("wrong result");
            }
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
