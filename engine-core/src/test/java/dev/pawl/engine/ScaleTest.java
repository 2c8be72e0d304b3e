package dev.pawl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.api.Step;
import dev.pawl.api.StepResult;
import dev.pawl.event.RunStatus;
import dev.pawl.memory.InMemoryRepository;
import dev.pawl.pipeline.Pipeline;
import dev.pawl.pipeline.PipelineBuilder;
import dev.pawl.store.LogRow;
import dev.pawl.store.Repository;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Long pipelines and large contexts cost what they are, and no more. */
@Timeout(120)
class ScaleTest {
    private static final Key<Integer> COUNT = Key.of("count", Integer.class);
    private static final Key<String> LARGE = Key.of("large", String.class);

    /** Beside another build on the same machine one measurement says little, so the better of a few counts. */
    @ParameterizedTest
    @EnumSource
    void tenTimesTheStepsTakeAboutTenTimesAsLong(Mode mode) {
        Pipeline shorter = counting("shorter", 10_000);
        Pipeline longer = counting("longer", 100_000);
        double best = Double.MAX_VALUE;
        time(mode, shorter, 10_000);
        for (int i = 0; i < 4 && best > 15; i++) {
            double few = Math.max(time(mode, shorter, 10_000), TimeUnit.MILLISECONDS.toNanos(1));
            best = Math.min(best, time(mode, longer, 100_000) / few);
        }

        assertThat(best).as("t(100,000) / t(10,000)").isLessThanOrEqualTo(15);
    }

    private static double time(Mode mode, Pipeline pipeline, int steps) {
        long start = System.nanoTime();
        int count = mode.run(WorkflowEngine.builder(), pipeline, COUNT.is(0)).get(COUNT);
        long nanos = System.nanoTime() - start;
        assertThat(count).isEqualTo(steps);
        return nanos;
    }

    @Test
    void manySmallStepsOverALargeContextDoNotStoreItAgain() {
        Step small = context -> {
            context.put(COUNT, context.get(COUNT) + 1);
            return StepResult.done();
        };
        PipelineBuilder builder = Pipeline.named("large");
        for (int i = 0; i < 1_000; i++) {
            builder.step("s" + i, small);
        }
        Inputs inputs = Inputs.of(COUNT.is(0), LARGE.is("x".repeat(5_000_000)));

        List<LogRow> log = logOf(builder.build(), inputs);

        assertThat(stored(log)).isLessThanOrEqualTo(2 * deltas(log) + 300L * log.size());
    }

    @Test
    void overwritingIsCutShortBySnapshotsThatNeverOutweighTheDeltas() {
        PipelineBuilder builder = Pipeline.named("large");
        for (int i = 0; i < 1_000; i++) {
            String text = (i + " ").repeat(10_000).substring(0, 10_000);
            builder.step("s" + i, context -> {
                context.put(LARGE, text);
                return StepResult.done();
            });
        }

        List<LogRow> log = logOf(builder.build(), Inputs.none());

        assertThat(log.stream().filter(ScaleTest::isSnapshot)).hasSizeGreaterThan(100);
        assertThat(stored(log)).isLessThanOrEqualTo(2 * deltas(log) + 300L * log.size());
    }

    /** The log of a run that has completed; its fold from the snapshot is that of the whole log. */
    private static List<LogRow> logOf(Pipeline pipeline, Inputs inputs) {
        Repository repository = InMemoryRepository.create();
        try (WorkflowEngine engine = WorkflowEngine.builder()
                .repository(repository)
                .pipeline(pipeline)
                .build()) {
            RunResult result = Mode.ended(engine.submit(pipeline.name(), inputs));
            assertThat(result.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(engine.verify()).isEmpty();
            return repository.log().read(1, 0, Integer.MAX_VALUE);
        }
    }

    private static long stored(List<LogRow> log) {
        return log.stream()
                .mapToLong(row -> row.event().getBytes(StandardCharsets.UTF_8).length + row.delta().length)
                .sum();
    }

    private static long deltas(List<LogRow> log) {
        return log.stream()
                .filter(row -> !isSnapshot(row))
                .mapToLong(row -> row.delta().length)
                .sum();
    }

    private static boolean isSnapshot(LogRow row) {
        return row.type().equals("run-snapshotted");
    }

    private static Pipeline counting(String name, int steps) {
        Step step = context -> {
            context.put(COUNT, context.get(COUNT) + 1);
            return StepResult.done();
        };
        PipelineBuilder builder = Pipeline.named(name);
        for (int i = 0; i < steps; i++) {
            builder.step("s" + i, step);
        }
        return builder.build();
    }
}
