package dev.pawl.sqlite.kill;

import dev.pawl.api.Key;
import dev.pawl.api.StepResult;
import dev.pawl.api.WorkflowContext;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.StepOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The pipelines that children run. The key of a run begins with the name of its pipeline. Each body writes down that it begins
 * and ends, and puts its name at the end of a trail, so that it can be seen with what context it began. Thread-safe.
 */
record Workload(Notebook notebook, Stops stops, Orders.Mood mood) {
    static final Key<String> KEY = Key.of("key", String.class);
    static final Key<String> TRAIL = Key.of("trail", String.class);

    /** Of a size that makes snapshots happen. */
    private static final Key<String> LOAD = Key.of("load", String.class);

    /** The one that must not be repeated without being asked. */
    static final String PAY = "pay";

    /** Its first attempt fails, after it has put values. */
    private static final String RENDER = "render";

    /** Said by a body that does not end. */
    static final String WAITS = "waits ";

    private static final String UPLOAD = "upload";
    private static final String WAIT = "wait";
    private static final int ANSWER_MILLIS = 4;
    private static final int LONG_SECONDS = 60;
    private static final int EVERY_NTH_PAYS = 3;

    private static final Map<String, List<String>> STEPS = Map.of(
            "five", List.of("plan", "fetch", RENDER, UPLOAD, "close"),
            "once", List.of("prepare", PAY, "receipt"),
            "slow", List.of(WAIT, "after"),
            "deaf", List.of(WAIT, "after"));

    /** Those whose records are not waited for. */
    static final Set<String> PURE = Set.of("plan", "close", "prepare");

    static String keyOf(int number) {
        return (number % EVERY_NTH_PAYS == EVERY_NTH_PAYS - 1 ? "once-" : "five-") + number;
    }

    static int numberOf(String key) {
        return Integer.parseInt(key.substring(key.indexOf('-') + 1));
    }

    static String pipelineOf(String key) {
        return key.substring(0, key.indexOf('-'));
    }

    static List<String> stepsOf(String key) {
        return STEPS.get(pipelineOf(key));
    }

    /** What the trail has to be where this step begins. */
    static String trailBefore(String key, String step) {
        List<String> steps = stepsOf(key);
        return String.join("+", steps.subList(0, steps.indexOf(step)));
    }

    List<Pipeline> pipelines() {
        return List.of(
                Pipeline.named("five")
                        .step("plan", this::work, StepOptions::pure)
                        .step("fetch", this::work)
                        .step(RENDER, this::work, s -> s.retry(2))
                        .step(UPLOAD, this::work)
                        .step("close", this::work, StepOptions::pure)
                        .build(),
                Pipeline.named("once")
                        .step("prepare", this::work, StepOptions::pure)
                        .step(PAY, this::work, StepOptions::externalOnce)
                        .step("receipt", this::work)
                        .build(),
                Pipeline.named("slow")
                        .step(WAIT, this::work)
                        .step("after", this::work)
                        .build(),
                Pipeline.named("deaf")
                        .step(WAIT, this::work)
                        .step("after", this::work)
                        .build());
    }

    private StepResult work(WorkflowContext context) throws InterruptedException {
        String key = context.get(KEY);
        String step = context.path();
        String trail = context.find(TRAIL).orElse("");
        notebook.effect(Note.BEGIN, key, context.runId(), step, context.attempt(), trail);
        stops.reach(step.equals(PAY) ? Point.ONCE_BODY_BEGIN : Point.BODY_BEGIN);
        context.put(TRAIL, trail.isEmpty() ? step : trail + "+" + step);
        context.put(LOAD, step.repeat(500));
        context.log("working");
        if (step.equals(UPLOAD) || step.equals(PAY)) {
            takeLong(ANSWER_MILLIS);
        } else if (step.equals(WAIT) && mood == Orders.Mood.SLOW) {
            takeLongerThanAnybodyWaits(key);
        }
        if (step.equals(RENDER) && context.attempt() == 1) {
            throw new IllegalStateException("the first attempt fails, as it is meant to");
        }
        notebook.effect(Note.END, key, context.runId(), step, context.attempt(), trail);
        stops.reach(Point.BODY_END);
        return StepResult.done("done", step + " of " + key);
    }

    private void takeLongerThanAnybodyWaits(String key) throws InterruptedException {
        boolean isDeaf = pipelineOf(key).equals("deaf");
        System.out.println(WAITS + key);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONG_SECONDS);
        while (System.nanoTime() < end) {
            try {
                takeLong(TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
            } catch (InterruptedException e) {
                if (!isDeaf) {
                    throw e;
                }
            }
        }
    }

    /** Stands for work that is done elsewhere and whose answer takes that long. */
    static void takeLong(long millis) throws InterruptedException {
        boolean answered = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        if (answered) {
            throw new IllegalStateException("nobody should have answered");
        }
    }
}
