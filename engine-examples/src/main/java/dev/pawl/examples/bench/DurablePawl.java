package dev.pawl.examples.bench;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.PipelineBuilder;
import dev.pawl.sqlite.SqliteRepository;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** The engine on SQLite: {@code engine.submit} with default options, each step putting a text of 200 characters. */
final class DurablePawl implements Contender {
    private final boolean isPure;
    private final AtomicLong numbers = new AtomicLong();
    private int concurrency;
    private SqliteRepository repository;
    private WorkflowEngine engine;

    DurablePawl(boolean isPure) {
        this.isPure = isPure;
    }

    @Override
    public void open(Path folder, int newConcurrency) {
        concurrency = newConcurrency;
        PipelineBuilder builder = Pipeline.named("durable");
        for (int i = 0; i < STEPS; i++) {
            int step = i;
            Key<String> out = Key.of(Work.VALUES[i + 1], String.class);
            builder.step(
                    "step-" + i,
                    context -> {
                        context.put(out, Work.result(numbers.incrementAndGet(), step));
                        return StepResult.done();
                    },
                    options -> isPure ? options.pure() : options);
        }
        repository = SqliteRepository.open(folder.resolve("pawl.db"));
        engine = WorkflowEngine.builder()
                .repository(repository)
                .pipeline(builder.build())
                .concurrency(concurrency)
                .build();
    }

    @Override
    public void run(int runs) throws Exception {
        Work.onThreads(concurrency, runs, i -> {
            if (engine.submit("durable", Inputs.none()).await().status() != RunStatus.COMPLETED) {
                throw new IllegalStateException("a run did not complete");
            }
        });
    }

    @Override
    public void close() {
        engine.close();
        repository.close();
    }
}
