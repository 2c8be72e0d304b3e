package dev.pawl.testing;

import static java.util.Objects.requireNonNull;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.engine.EngineBuilder;
import dev.pawl.engine.Run;
import dev.pawl.engine.RunResult;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.PipelineBuilder;
import dev.pawl.registry.StepType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs one step as a recorded run would, so that it can be tested without an engine around it:
 *
 * <pre>{@code
 * TestedStep shouted = StepTester.of(new Shout()).given(name.is("Ada")).run();
 * assertEquals("ADA", shouted.get(greeting));
 * assertEquals("shouted", shouted.message());
 * }</pre>
 *
 * <p>The step sees what it would see in a run: values are encoded when they are put and decoded when they are read, so what cannot be
 * stored fails here too. A step that fails gives its failure, not an exception. The body runs on another thread. Confined to one thread.
 */
public final class StepTester {
    /** The id, and so the path, of the step that is tested. */
    public static final String ID = "step";

    private final Optional<Step> code;
    private final Optional<StepType> type;
    private final Map<String, ?> settings;
    private final Map<String, Key.Value<?>> given = new LinkedHashMap<>();
    private final Map<String, Object> results = new LinkedHashMap<>();
    private Optional<String> note = Optional.empty();
    private int attempt = 1;
    private boolean isInterrupted;
    private Duration limit = Duration.ofSeconds(10);

    private StepTester(Optional<Step> code, Optional<StepType> type, Map<String, ?> settings) {
        this.code = code;
        this.type = type;
        this.settings = settings;
    }

    /** For a step with code of its own. */
    public static StepTester of(Step step) {
        return new StepTester(Optional.of(step), Optional.empty(), Map.of());
    }

    /** For a step of a type, with the settings that a pipeline gives it. */
    public static StepTester of(StepType type, Map<String, ?> settings) {
        return new StepTester(Optional.empty(), Optional.of(type), Map.copyOf(settings));
    }

    /** Values that are there when the step begins, as if earlier steps had put them; the last one of a key counts. */
    public StepTester given(Inputs values) {
        values.values().forEach(value -> given.put(value.key().name(), value));
        return this;
    }

    /** Data that an earlier step of this id has returned. */
    public StepTester givenResult(String step, Object data) {
        results.put(requireNonNull(step, "step"), requireNonNull(data, "data"));
        return this;
    }

    /** Which attempt it is; those before have failed. */
    public StepTester attempt(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("attempt < 1: " + number);
        }
        attempt = number;
        return this;
    }

    /** What an earlier attempt has noted. */
    public StepTester givenNote(String text) {
        note = Optional.of(text);
        return this;
    }

    /**
     * The body is interrupted when it first waits, as it is when its run is cancelled, its time is over or the engine closes. One that does
     * not wait does not notice.
     */
    public StepTester interrupted() {
        isInterrupted = true;
        return this;
    }

    /** How long the body may take; ten seconds unless said otherwise. */
    public StepTester limit(Duration time) {
        limit = requireNonNull(time, "limit");
        return this;
    }

    /**
     * Runs the step once.
     *
     * @throws dev.pawl.api.ValueTypeException when what is given cannot be stored
     * @throws AssertionError when the body takes longer than it may, naming where it stands
     */
    public TestedStep run() throws InterruptedException {
        int number = note.isPresent() ? Math.max(2, attempt) : attempt;
        Pipeline pipeline = pipeline(number);
        Recorder recorder = new Recorder();
        StepWatch watch = new StepWatch(number, note, isInterrupted);
        EngineBuilder builder = WorkflowEngine.builder()
                .pipeline(pipeline)
                .listener(recorder)
                .interceptor(watch)
                .workers(1);
        type.ifPresent(builder::stepType);
        List<Key.Value<?>> inputs = List.copyOf(given.values());
        try (WorkflowEngine engine = builder.build()) {
            Run run = engine.submit(pipeline.name(), () -> inputs);
            RunResult result = run.await(limit).orElseGet(() -> {
                AssertionError late = watch.late(limit);
                run.cancel(StepTester.class.getSimpleName());
                throw late;
            });
            checkGiven(result);
            recorder.await(event -> event.isLast(), limit);
            return new TestedStep(result, watch, recorder.events(), List.copyOf(given.values()));
        }
    }

    private Pipeline pipeline(int attempts) {
        PipelineBuilder pipeline = Pipeline.named("step-test");
        results.forEach((id, data) -> pipeline.step(id, context -> StepResult.done("", data)));
        code.ifPresent(step -> pipeline.step(ID, step, options -> options.retry(attempts)));
        type.ifPresent(of ->
                pipeline.step(ID, of.name(), options -> options.with(settings).retry(attempts)));
        return pipeline.build();
    }

    private void checkGiven(RunResult result) {
        if (results.containsKey(result.path()) && !result.path().equals(ID)) {
            throw new IllegalArgumentException(
                    "the data that is given for step '" + result.path() + "' cannot be used: " + result.message());
        }
    }
}
