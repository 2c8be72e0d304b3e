package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.event.RunStatus;
import dev.pawl.pipeline.Join;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.PipelineBuilder;
import dev.pawl.pipeline.Retry;
import dev.pawl.pipeline.Sequence;
import dev.pawl.pipeline.StepOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No thread waits for another branch, so one worker is enough for any pipeline. */
@Timeout(60)
class OneWorkerTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int RUNS = 20;
    private static final Key<List<Integer>> OUTER = Key.listOf("outer", Integer.class);
    private static final Key<List<Integer>> INNER = Key.listOf("inner", Integer.class);
    private static final Key<Integer> ROW = Key.of("row", Integer.class);
    private static final Key<Integer> COLUMN = Key.of("column", Integer.class);

    private final AtomicInteger bodies = new AtomicInteger();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Step work = context -> {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        bodies.incrementAndGet();
        now.decrementAndGet();
        return StepResult.done();
    };

    /** The first attempt of each fails. */
    private final Step flaky = context -> {
        work.execute(context);
        if (context.attempt() == 1) {
            throw new IOException("the first time");
        }
        return StepResult.done();
    };

    @Test
    void carriesFiveLevelsOfParallels() throws Exception {
        carries(nested(5, work, s -> s), 32);
    }

    @Test
    void carriesFiveLevelsOfParallelsWhoseStepsMustNotBeRepeated() throws Exception {
        carries(nested(5, work, StepOptions::externalOnce), 32);
    }

    @Test
    void carriesFiveLevelsOfParallelsWhoseStepsAreAllTriedAgain() throws Exception {
        carries(nested(5, flaky, s -> s.retry(Retry.times(2).backoff(Duration.ofMillis(1)))), 64);
    }

    @Test
    void carriesForEachesInForEaches() throws Exception {
        Pipeline pipeline = rows(Pipeline.named("p").input(OUTER).input(INNER), s -> s);
        carries(pipeline, 100);
    }

    @Test
    void carriesForEachesInForEachesInBothBranchesOfAParallel() throws Exception {
        for (UnaryOperator<StepOptions> options :
                List.<UnaryOperator<StepOptions>>of(s -> s, StepOptions::pure, StepOptions::externalOnce)) {
            Pipeline pipeline = Pipeline.named("p")
                    .input(OUTER)
                    .input(INNER)
                    .parallel(
                            "par",
                            p -> p.branch("left", b -> eachOfEach(b, options))
                                    .branch("right", b -> eachOfEach(b, options)))
                    .build();
            carries(pipeline, 200);
        }
    }

    @Test
    void carriesParallelsOfWhichOneBranchIsEnough() throws Exception {
        Pipeline pipeline = Pipeline.named("p")
                .input(OUTER)
                .input(INNER)
                .parallel(
                        "par",
                        Join.any(),
                        p -> p.branch("left", b -> eachOfEach(b, s -> s)).branch("right", b -> b.step("quick", work)))
                .build();
        assertThat(bodiesOf(pipeline)).isBetween(RUNS, RUNS * 101);
    }

    private Pipeline nested(int depth, Step step, UnaryOperator<StepOptions> options) {
        PipelineBuilder builder = Pipeline.named("p").input(OUTER).input(INNER);
        nest(builder, depth, step, options);
        return builder.build();
    }

    private static void nest(Sequence<?> at, int depth, Step step, UnaryOperator<StepOptions> options) {
        if (depth == 0) {
            at.step("leaf", step, options);
            return;
        }
        at.parallel(
                "par" + depth,
                p -> p.branch("left", b -> nest(b, depth - 1, step, options))
                        .branch("right", b -> nest(b, depth - 1, step, options)));
    }

    private Pipeline rows(PipelineBuilder builder, UnaryOperator<StepOptions> options) {
        eachOfEach(builder, options);
        return builder.build();
    }

    private void eachOfEach(Sequence<?> at, UnaryOperator<StepOptions> options) {
        at.forEach(
                "rows",
                OUTER,
                ROW,
                r -> r.maxConcurrent(4)
                        .forEach(
                                "columns",
                                INNER,
                                COLUMN,
                                c -> c.maxConcurrent(4).step("cell", work, options)));
    }

    private void carries(Pipeline pipeline, int bodiesOfEach) throws InterruptedException {
        assertThat(bodiesOf(pipeline)).isEqualTo(RUNS * bodiesOfEach);
    }

    /** Runs it a few times and says how many bodies began. */
    private int bodiesOf(Pipeline pipeline) throws InterruptedException {
        bodies.set(0);
        List<Integer> ten = IntStream.range(0, 10).boxed().toList();
        try (WorkflowEngine engine =
                WorkflowEngine.builder().workers(1).pipeline(pipeline).build()) {
            List<Run> runs = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                runs.add(engine.submit("p", Inputs.of(OUTER.is(ten), INNER.is(ten))));
            }
            for (Run run : runs) {
                assertThat(run.await(LIMIT).map(RunResult::status)).hasValue(RunStatus.COMPLETED);
            }
            assertThat(engine.verify()).isEmpty();
        }
        // Where threads are virtual, workers are not what bounds bodies.
        if (Runtime.version().feature() < 21) {
            assertThat(most).as("bodies at a time").hasValue(1);
        }
        return bodies.get();
    }
}
