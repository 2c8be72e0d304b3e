package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.event.RunStatus;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.store.Repository;
import dev.pawl.testing.SettableTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An engine whose clock stands still, the next one on the same store, and what the bodies of their steps have noted. Confined to one test. */
final class Room implements AutoCloseable {
    static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    final SettableTime time = SettableTime.at(START);
    final List<String> bodies = new CopyOnWriteArrayList<>();
    private final Repository repository;
    private WorkflowEngine engine;

    Room() {
        this(InMemoryRepository.create());
    }

    Room(Repository repository) {
        this.repository = repository;
    }

    /** With an engine that has these pipelines; one that was there before is closed. */
    Room with(Pipeline... pipelines) {
        return with(builder -> builder, pipelines);
    }

    Room with(UnaryOperator<EngineBuilder> settings, Pipeline... pipelines) {
        if (engine != null) {
            engine.close();
        }
        EngineBuilder builder = WorkflowEngine.builder().repository(repository).time(time);
        for (Pipeline pipeline : pipelines) {
            builder.pipeline(pipeline);
        }
        engine = settings.apply(builder).build();
        return this;
    }

    WorkflowEngine engine() {
        return engine;
    }

    Repository repository() {
        return repository;
    }

    Run submit(String pipeline, Key.Value<?>... inputs) {
        return engine.submit(pipeline, Inputs.of(inputs));
    }

    Run submit(Pipeline pipeline, SubmitOptions options, Key.Value<?>... inputs) {
        return engine.submit(pipeline.name(), Inputs.of(inputs), options);
    }

    static SubmitOptions in(String queue) {
        return SubmitOptions.defaults().queue(queue);
    }

    /** A run of this pipeline that has failed; what its bodies noted is forgotten. */
    Run failed(Pipeline pipeline, Key.Value<?>... inputs) {
        return ended(RunStatus.FAILED, pipeline, inputs);
    }

    /** A run of this pipeline that has completed; what its bodies noted is forgotten. */
    Run completed(Pipeline pipeline, Key.Value<?>... inputs) {
        return ended(RunStatus.COMPLETED, pipeline, inputs);
    }

    private Run ended(RunStatus status, Pipeline pipeline, Key.Value<?>... inputs) {
        Run run = with(pipeline).submit(pipeline.name(), inputs);
        assertThat(Mode.ended(run).status()).isEqualTo(status);
        assertThat(engine.verify()).isEmpty();
        bodies.clear();
        return run;
    }

    /** What is told of a run of this pipeline until it has ended. */
    List<String> lines(Pipeline pipeline, Key.Value<?>... inputs) {
        return Followed.ended(with(pipeline).submit(pipeline.name(), inputs));
    }

    /** The same run, as the engine that is open now has it. */
    Run find(Run run) {
        return engine.find(run.id()).orElseThrow();
    }

    /** A pipeline that notes the value of this key, or a dash where there is none. */
    Pipeline noting(String name, Key<?> key) {
        return Pipeline.named(name)
                .step("note", context -> {
                    bodies.add(context.find(key).map(String::valueOf).orElse("-"));
                    return StepResult.done();
                })
                .build();
    }

    /** A step that notes its path. */
    Step note() {
        return context -> {
            bodies.add(context.path());
            return StepResult.done();
        };
    }

    /** A step that notes its path and fails as often as this says. */
    Step failing(AtomicInteger times) {
        return context -> {
            bodies.add(context.path());
            if (times.getAndDecrement() > 0) {
                throw new IOException("down");
            }
            return StepResult.done();
        };
    }

    /** A step that notes its path and fails. */
    Step failing(String message) {
        return context -> {
            bodies.add(context.path());
            throw new IOException(message);
        };
    }

    void advance(Duration by) {
        time.advance(by);
    }

    @Override
    public void close() {
        engine.close();
        repository.close();
    }
}
