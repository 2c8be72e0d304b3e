package dev.pawl.sqlite.trial;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.api.WorkflowContext;
import dev.pawl.engine.Run;
import dev.pawl.engine.SubmitOptions;
import dev.pawl.engine.WorkflowEngine;
import dev.pawl.pipeline.Pipeline;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A pipeline of five steps, and how many times each body of each run has begun. Thread-safe. */
final class Bodies {
    static final String PIPELINE = "job";
    static final List<String> STEPS = List.of("one", "two", "three", "four", "five");

    private static final Key<String> NAME = Key.of("name", String.class);
    private static final Key<String> LOAD = Key.of("load", String.class);

    private final Map<String, Integer> begins = new ConcurrentHashMap<>();
    private final int load;
    private final long millis;

    /**
     * @param load how many characters each step puts
     * @param millis how long each takes
     */
    Bodies(int load, long millis) {
        this.load = load;
        this.millis = millis;
    }

    Pipeline pipeline() {
        var pipeline = Pipeline.named(PIPELINE);
        for (String step : STEPS) {
            pipeline.step(step, this::work);
        }
        return pipeline.build();
    }

    private StepResult work(WorkflowContext context) throws InterruptedException {
        begins.merge(context.get(NAME) + "/" + context.path(), 1, Integer::sum);
        context.put(LOAD, context.path().substring(0, 1).repeat(load));
        // Stands for work that is done elsewhere and takes that long.
        if (millis > 0 && new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody should have answered");
        }
        return StepResult.done();
    }

    static Inputs inputs(String name) {
        return NAME.is(name);
    }

    /** Submits a run of that name, which is its key, too. */
    static Run submit(WorkflowEngine engine, String name) {
        return engine.submit(PIPELINE, inputs(name), SubmitOptions.key(name));
    }

    /** How many times each body has begun. */
    Map<String, Integer> begins() {
        return new TreeMap<>(begins);
    }

    void forget() {
        begins.clear();
    }

    /** What {@link #begins} has to be when each body of these runs began once. */
    static Map<String, Integer> onceEach(Collection<String> names) {
        Map<String, Integer> expected = new TreeMap<>();
        for (String name : names) {
            STEPS.forEach(step -> expected.put(name + "/" + step, 1));
        }
        return expected;
    }
}
