package dev.pawl.examples.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs as meters. */
@Timeout(60)
class StepMetricsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final StepMetrics metrics = new StepMetrics(meters);

    @Test
    void attemptsAndRunsAreCountedByOutcome() throws Exception {
        List<String> gauges = new ArrayList<>();

        WatchedRun.failing(metrics, engine -> {
            metrics.observe(engine);
            gauges.add("queued " + meters.get("pawl.runs.queued").gauge().value());
            gauges.add("active " + meters.get("pawl.runs.active").gauge().value());
            gauges.add("healthy " + meters.get("pawl.healthy").gauge().value());
        });

        assertThat(counts())
                .containsExactlyInAnyOrder(
                        "pawl.step outcome=retried pipeline=order step=check: 1",
                        "pawl.step outcome=done pipeline=order step=check: 1",
                        "pawl.step outcome=done pipeline=order step=both/left/pack: 1",
                        "pawl.step outcome=skipped pipeline=order step=both/right/bill: 1",
                        "pawl.step outcome=failed pipeline=order step=send: 1",
                        "pawl.runs outcome=failed pipeline=order: 1");
        assertThat(gauges).containsExactly("queued 0.0", "active 0.0", "healthy 1.0");
    }

    @Test
    void moreRunsMakeNoMoreMeters() throws Exception {
        WatchedRun.failing(metrics, engine -> {});
        int before = meters.getMeters().size();

        WatchedRun.failing(metrics, engine -> {});

        assertThat(meters.getMeters()).hasSize(before);
        assertThat(counts()).contains("pawl.runs outcome=failed pipeline=order: 2");
    }

    @Test
    void aResumedRunCountsItsStepsOnce() throws Exception {
        WatchedRun.resumed(metrics, metrics);

        assertThat(counts())
                .containsExactlyInAnyOrder(
                        "pawl.step outcome=done pipeline=two step=one: 1",
                        "pawl.step outcome=done pipeline=two step=other: 1",
                        "pawl.runs outcome=completed pipeline=two: 1");
    }

    private List<String> counts() {
        return meters.getMeters().stream()
                .filter(meter -> meter instanceof Timer || meter instanceof Counter)
                .map(meter -> meter.getId().getName() + " " + tags(meter) + ": " + count(meter))
                .toList();
    }

    private static String tags(Meter meter) {
        return meter.getId().getTags().stream()
                .sorted()
                .map((Tag tag) -> tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining(" "));
    }

    private static long count(Meter meter) {
        return meter instanceof Timer timer ? timer.count() : (long) ((Counter) meter).count();
    }
}
